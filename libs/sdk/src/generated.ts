/**
 * Generated from docs/openapi.json by `npm run generate`; not to be edited.
 */
export interface paths {
    "/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an access token for 15 minutes. */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are and what you may do. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets up a hospital with its first users; a known slug with the same name answers the hospital that is there. */
        post: operations["provisionTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets somebody of your hospital log in. */
        post: operations["registerUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organizations by name. */
        get: operations["listOrganizations"];
        put?: never;
        /** Puts an organization into the directory. */
        post: operations["registerOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organization. */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/practitioners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Practitioners by family name. */
        get: operations["listPractitioners"];
        put?: never;
        /** Puts a practitioner into the directory. */
        post: operations["registerPractitioner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/practitioners/{practitionerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One practitioner. */
        get: operations["getPractitioner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers a patient; without `mrn` the hospital gives one. */
        post: operations["registerPatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/patients/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds patients by medical record number, by another number, or by the beginning of the family name. */
        post: operations["searchPatients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/patients/{patientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One patient. */
        get: operations["getPatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/encounters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Encounters, the latest start first. */
        get: operations["listEncounters"];
        put?: never;
        /** Starts an encounter. */
        post: operations["startEncounter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/encounters/{encounterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One encounter. */
        get: operations["getEncounter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/encounters/{encounterId}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an encounter. */
        post: operations["finishEncounter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, the latest first. */
        get: operations["listOrders"];
        put?: never;
        /** Places a laboratory order in an encounter. */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order. */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws an order, as long as the laboratory has not received the specimen. */
        post: operations["revokeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The laboratory worklist, the oldest first. */
        get: operations["listLabTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lab task with its specimens and results. */
        get: operations["getLabTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/collect-specimen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that the specimen was taken. */
        post: operations["collectSpecimen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/receive-specimen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that the specimen arrived; without `accessionNumber` the laboratory gives one. */
        post: operations["receiveSpecimen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/reject-specimen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses the specimen (HL7 v2 table 0490, SPM-21); another one is to be collected. */
        post: operations["rejectSpecimen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/enter-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enters results of an order, preliminary until somebody else verifies them. */
        post: operations["enterResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/verify-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms results; without `resultIds` all that wait. Never by the person who entered them. */
        post: operations["verifyResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-tasks/{taskId}/correct-result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the value of a verified result, with a reason; the old value stays in the history. */
        post: operations["correctResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analysers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The analysers that may deliver results, and when each last did. */
        get: operations["listAnalysers"];
        put?: never;
        /** Lets an analyser deliver results over MLLP; MSH-3, MSH-4 and its certificate lead to this hospital alone. */
        post: operations["registerAnalyser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of analysers, the oldest first; `status=waiting` and `status=refused` are the work of an operator. */
        get: operations["listLabMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message with its text. */
        get: operations["getLabMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-messages/{messageId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a waiting or refused message again, as if it came now. */
        post: operations["retryLabMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-messages/{messageId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a message out of the queue without an effect; it is kept. */
        post: operations["discardLabMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts, the oldest encounter first; `carecomplete-notbilled` is the worklist of what should be billed, and why it is not. */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of one encounter with its charges. */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/capture-charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds charges to an encounter; one whose `serviceReference` is there already is not added again. */
        post: operations["captureCharges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/complete-coding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what the claim needs beside the charges. Said again before the claim is built, it replaces what was said. */
        post: operations["completeCoding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims, the oldest first: rejected, denied or underpaid ones are worklists. */
        get: operations["listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim with its lines and what was paid on it. */
        get: operations["getClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Builds a rejected claim anew from what is known now and sends it as a new one; a replacement with `no-payer-number` goes out under the number given here. */
        post: operations["resubmitClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invoices, the oldest first. */
        get: operations["listInvoices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{invoiceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One invoice. */
        get: operations["getInvoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invoices/{invoiceId}/record-payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what a patient has paid; `reference` (receipt, card transaction) is counted once. */
        post: operations["recordPatientPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/remittances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of payers, the oldest first; `partial` and `error` have parts that nobody could post. */
        get: operations["listRemittances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/remittances/{remittanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One payment with the claims that it is for. */
        get: operations["getRemittance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/remittances/{remittanceId}/match-payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts a part of a remittance that nobody could post to the claim that it is for. */
        post: operations["matchPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that came in, the oldest first; `refused` ones wait for an operator. */
        get: operations["listInterchanges"];
        put?: never;
        /** Takes a file of a clearinghouse by hand (835, 277CA, 999), exactly as if it had been fetched. */
        post: operations["importInterchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interchanges/{interchangeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file with its text. */
        get: operations["getInterchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interchanges/{interchangeId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Processes a refused file once more; what was taken of it is not taken twice. */
        post: operations["retryInterchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interchanges/{interchangeId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a refused file off the worklist, with a reason. */
        post: operations["discardInterchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fee schedule. */
        get: operations["listPrices"];
        put?: never;
        /** Puts the price of a service into the fee schedule, for charges captured from now on and those without a price. */
        post: operations["setPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payer-contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what a payer has agreed to pay, in percent of charges; a claim paid less is on the worklist as underpaid. */
        post: operations["agreePayerContract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says under which name and numbers the hospital bills (005010X223A2, loop 2010AA). */
        post: operations["enrolBillingProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charts/{patientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the patient is, as the chart knows it. */
        get: operations["getChart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charts/{patientId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the patient, the latest first. */
        get: operations["listTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charts/{patientId}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders of the patient and where each one is, the latest first. */
        get: operations["listChartOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charts/{patientId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verified results of the patient, the latest first. */
        get: operations["listChartResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charts/{patientId}/results/{resultId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of one result, the latest first: who said what, when, and why it changed. */
        get: operations["listResultHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journals/{context}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of one context as they were published, the earliest first; what is sealed stays sealed. */
        get: operations["readJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Journeys of your hospital, one per encounter, the newest first. With `state`, a page may be short or empty and have a next one. */
        get: operations["listJourneys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys/{journeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an order, encounter, claim, event or request has led to so far, what is to come, and what it waits for. */
        get: operations["getJourney"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket that opens `GET /v1/stream` once within a minute, with your rights and until your token ends. */
        post: operations["issueStreamTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: hints `{type, id, version}` that something has changed; read it again with its own route. */
        get: operations["openStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What needs a person: events whose effect failed for good, messages that are no events, errands that killed the process. */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dead letter with its event, in which what is sealed stays sealed. */
        get: operations["showDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets dead events and errands that match be tried again. Repeat it with the same `until` while `left` is above zero; each is replayed once. */
        post: operations["replayDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up on dead letters that match: their effects never happen, and later versions run. At least one condition is needed. */
        post: operations["discardDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much waits in which work list, queue and subscription, and for how long. */
        get: operations["getLag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/journeys/{journeyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A journey of any hospital; without money and labels. */
        get: operations["showJourney"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Problem Details (RFC 9457). `type` is the path of a page that says what to do. */
        Problem: {
            /** @example /problems/orderly.invalid-input */
            type: string;
            title: string;
            status: number;
            errors?: {
                /** @description JSON Pointer (RFC 6901) into the input */
                pointer: string;
                code: string;
            }[];
            /** @description with 403: the permission that is missing */
            permission?: string;
            /** @description with orderly.malformed-header: which one */
            header?: string;
            traceId: string;
        };
        /** AccessToken */
        AccessToken: {
            accessToken: string;
            /** @constant */
            tokenType: "Bearer";
            /** @description seconds */
            expiresIn: number;
        };
        /** Me */
        Me: {
            id: string;
            tenantId: string;
            displayName: string;
            roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist" | "biller")[];
            permissions: string[];
        };
        /** User */
        User: {
            id: string;
            version: number;
            username: string;
            displayName: string;
            roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist" | "biller")[];
        };
        /** Tenant */
        Tenant: {
            id: string;
            version: number;
            slug: string;
            name: string;
            users: components["schemas"]["User"][];
        };
        /** Coding */
        Coding: {
            system: string;
            code: string;
            display?: string;
        };
        /** Organization */
        Organization: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            /** @default [] */
            identifier: {
                system: string;
                value: string;
                type?: components["schemas"]["Coding"];
            }[];
            npi?: string;
        };
        /** Practitioner */
        Practitioner: {
            id: string;
            version: number;
            active: boolean;
            name: {
                family: string;
                given: string[];
                prefix?: string;
            };
            /** @default [] */
            identifier: {
                system: string;
                value: string;
                type?: components["schemas"]["Coding"];
            }[];
            npi?: string;
        };
        /** Patient */
        Patient: {
            id: string;
            version: number;
            active: boolean;
            mrn: string;
            name: {
                family: string;
                given: string[];
                prefix?: string;
            };
            /** @enum {string} */
            gender: "male" | "female" | "other" | "unknown";
            /** Format: date */
            birthDate: string;
            /** @default [] */
            identifier: {
                system: string;
                value: string;
                type?: components["schemas"]["Coding"];
            }[];
            /** @default [] */
            telecom: {
                /** @enum {string} */
                system: "phone" | "email" | "fax" | "sms" | "other";
                value: string;
            }[];
            address?: {
                line?: string[];
                city?: string;
                state?: string;
                postalCode?: string;
                country?: string;
            };
            /** Format: date-time */
            deceasedDateTime?: string;
        };
        /** Encounter */
        Encounter: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "planned" | "arrived" | "triaged" | "in-progress" | "onleave" | "finished" | "cancelled" | "entered-in-error" | "unknown";
            class: string;
            type?: components["schemas"]["Coding"];
            patientId: string;
            practitionerId?: string;
            serviceProviderId?: string;
            reasonCode?: components["schemas"]["Coding"];
            period: {
                /** Format: date-time */
                start: string;
                /** Format: date-time */
                end?: string;
            };
        };
        /** Order */
        Order: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "active" | "on-hold" | "revoked" | "completed" | "entered-in-error" | "unknown";
            /** @constant */
            intent: "order";
            code: components["schemas"]["Coding"];
            tests: components["schemas"]["Coding"][];
            /** @enum {string} */
            priority: "routine" | "urgent" | "asap" | "stat";
            patientId: string;
            encounterId: string;
            requesterId?: string;
            /** Format: date-time */
            authoredOn: string;
            /** @description true: the order can no longer be revoked */
            specimenReceived: boolean;
            statusReason?: string;
        };
        /** LabTaskSummary */
        LabTaskSummary: {
            id: string;
            /** @enum {string} */
            status: "accepted" | "in-progress" | "completed" | "cancelled";
            patientId: string;
            code: components["schemas"]["Coding"];
            /** @enum {string} */
            priority: "routine" | "urgent" | "asap" | "stat";
            accessionNumber?: string;
            /** Format: date-time */
            acceptedAt: string;
            /** @description results that wait for a pathologist */
            unverified: number;
        };
        /** LabTask */
        LabTask: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "accepted" | "in-progress" | "completed" | "cancelled";
            orderId: string;
            patientId: string;
            code: components["schemas"]["Coding"];
            tests: components["schemas"]["Coding"][];
            /** @enum {string} */
            priority: "routine" | "urgent" | "asap" | "stat";
            specimens: {
                id: string;
                /** @enum {string} */
                status: "available" | "unavailable" | "unsatisfactory" | "entered-in-error";
                type?: components["schemas"]["Coding"];
                /** Format: date-time */
                collectedDateTime: string;
                collectedBy: string;
                /** Format: date-time */
                receivedTime?: string;
                accessionNumber?: string;
                rejectReason?: components["schemas"]["Coding"];
            }[];
            results: {
                id: string;
                /** @enum {string} */
                status: "registered" | "preliminary" | "final" | "amended" | "corrected" | "cancelled" | "entered-in-error" | "unknown";
                code: components["schemas"]["Coding"];
                value: {
                    valueQuantity?: {
                        value: string;
                        /** @enum {string} */
                        comparator?: "<" | "<=" | ">=" | ">";
                        unit?: string;
                        system?: string;
                        code?: string;
                    };
                    valueCodeableConcept?: {
                        /** @default [] */
                        coding: components["schemas"]["Coding"][];
                        text?: string;
                    };
                    valueString?: string;
                    dataAbsentReason?: components["schemas"]["Coding"];
                };
                interpretation?: string;
                referenceRange?: {
                    low?: {
                        value: string;
                        /** @enum {string} */
                        comparator?: "<" | "<=" | ">=" | ">";
                        unit?: string;
                        system?: string;
                        code?: string;
                    };
                    high?: {
                        value: string;
                        /** @enum {string} */
                        comparator?: "<" | "<=" | ">=" | ">";
                        unit?: string;
                        system?: string;
                        code?: string;
                    };
                    text?: string;
                };
                /** Format: date-time */
                effectiveDateTime: string;
                enteredBy: string;
                verifiedBy?: string;
                /** Format: date-time */
                issued?: string;
            }[];
        };
        /** Analyser */
        Analyser: {
            id: string;
            name: string;
            sendingApplication: string;
            sendingFacility?: string;
            certificateSubject?: string;
        };
        /** AnalyserSummary */
        AnalyserSummary: {
            id: string;
            name: string;
            sendingApplication: string;
            sendingFacility?: string;
            certificateSubject?: string;
            /**
             * Format: date-time
             * @description absent: it has never sent one
             */
            lastMessageAt?: string;
        };
        /** LabMessageSummary */
        LabMessageSummary: {
            id: string;
            analyserId: string;
            /** @description MSH-10 */
            controlId: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            status: "entered" | "waiting" | "refused" | "discarded";
            /** @description a refusal with a page under /problems, or `hl7-0357.<code>` */
            reason?: string;
        };
        /** OpenedLabMessage */
        OpenedLabMessage: {
            id: string;
            analyserId: string;
            /** @description MSH-10 */
            controlId: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            status: "entered" | "waiting" | "refused" | "discarded";
            /** @description a refusal with a page under /problems, or `hl7-0357.<code>` */
            reason?: string;
            faults: {
                /** @enum {string} */
                acknowledgment: "AE" | "AR";
                code: string;
                location?: string;
                text: string;
            }[];
            /** @description the tasks that its results were entered to */
            taskIds: string[];
            resolvedBy?: string;
            /** @description why it was discarded */
            remark?: string;
            text: string;
        };
        /** LabMessage */
        LabMessage: {
            id: string;
            analyserId: string;
            /** @description MSH-10 */
            controlId: string;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            status: "entered" | "waiting" | "refused" | "discarded";
            /** @description a refusal with a page under /problems, or `hl7-0357.<code>` */
            reason?: string;
            faults: {
                /** @enum {string} */
                acknowledgment: "AE" | "AR";
                code: string;
                location?: string;
                text: string;
            }[];
            /** @description the tasks that its results were entered to */
            taskIds: string[];
            resolvedBy?: string;
            /** @description why it was discarded */
            remark?: string;
        };
        /** AccountSummary */
        AccountSummary: {
            id: string;
            /** @enum {string} */
            billingStatus: "open" | "carecomplete-notbilled" | "billing" | "closed-completed";
            /** @enum {string} */
            waitingFor?: "encounter-not-finished" | "not-coded" | "orders-open" | "charges-missing" | "no-price" | "no-coverage" | "no-payer-identifier" | "no-patient" | "no-npi" | "not-expressible";
            patientId: string;
            class: string;
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            overdueSince?: string;
        };
        /** Money */
        Money: {
            amount: string;
            /** @constant */
            currency: "USD";
        };
        /** Account */
        Account: {
            id: string;
            version: number;
            /** @enum {string} */
            billingStatus: "open" | "carecomplete-notbilled" | "billing" | "closed-completed";
            /** @enum {string} */
            waitingFor?: "encounter-not-finished" | "not-coded" | "orders-open" | "charges-missing" | "no-price" | "no-coverage" | "no-payer-identifier" | "no-patient" | "no-npi" | "not-expressible";
            patientId: string;
            class: string;
            /** Format: date-time */
            start: string;
            orderIds?: string[];
            chargeCount?: number;
            coverage?: {
                payorId?: string;
                subscriberId?: string;
                /** @constant */
                selfPay?: true;
            };
            diagnosis?: components["schemas"]["Coding"][];
            charges: {
                id: string;
                serviceReference: string;
                code: components["schemas"]["Coding"];
                revenueCode?: string;
                quantity: number;
                /** Format: date */
                serviced?: string;
                priceOverride?: components["schemas"]["Money"];
                net?: components["schemas"]["Money"];
            }[];
            claimIds: string[];
            invoiceIds: string[];
            /** Format: date-time */
            overdueSince?: string;
        };
        /** ClaimSummary */
        ClaimSummary: {
            id: string;
            version: number;
            /** @enum {string} */
            state: "drafted" | "submitted" | "transmission-rejected" | "acknowledged" | "rejected" | "adjudicated" | "denied";
            claimControlNumber: string;
            /** @enum {string} */
            frequency: "1" | "7";
            accountId: string;
            patientId: string;
            payorId: string;
            /** Format: date-time */
            created: string;
            total: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            adjusted: components["schemas"]["Money"];
            patient: components["schemas"]["Money"];
            underpaid: boolean;
            stateReason?: string;
            payerClaimControlNumber?: string;
            replaces?: string;
            replacedBy?: string;
        };
        /** Claim */
        Claim: {
            id: string;
            version: number;
            /** @enum {string} */
            state: "drafted" | "submitted" | "transmission-rejected" | "acknowledged" | "rejected" | "adjudicated" | "denied";
            claimControlNumber: string;
            /** @enum {string} */
            frequency: "1" | "7";
            accountId: string;
            patientId: string;
            payorId: string;
            /** Format: date-time */
            created: string;
            total: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            adjusted: components["schemas"]["Money"];
            patient: components["schemas"]["Money"];
            underpaid: boolean;
            stateReason?: string;
            payerClaimControlNumber?: string;
            replaces?: string;
            replacedBy?: string;
            items: {
                sequence: number;
                productOrService?: components["schemas"]["Coding"];
                revenue: string;
                quantity: number;
                /** Format: date */
                servicedDate: string;
                net: components["schemas"]["Money"];
            }[];
            postings: {
                remittanceId: string;
                traceNumber: string;
                /** @enum {string} */
                kind: "payment" | "reversal";
                paid: components["schemas"]["Money"];
                adjusted: components["schemas"]["Money"];
                patient: components["schemas"]["Money"];
                /** Format: date-time */
                postedAt: string;
            }[];
        };
        /** Invoice */
        Invoice: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "issued" | "balanced" | "cancelled";
            /** @enum {string} */
            reason: "self-pay" | "patient-responsibility";
            accountId: string;
            claimId?: string;
            patientId: string;
            totalNet: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            /** Format: date-time */
            issued: string;
            payments: {
                reference: string;
                amount: components["schemas"]["Money"];
                /** Format: date-time */
                receivedAt: string;
                receivedBy: string;
            }[];
        };
        /** RemittanceSummary */
        RemittanceSummary: {
            id: string;
            version: number;
            /** @enum {string} */
            outcome: "queued" | "complete" | "partial" | "error";
            payer: string;
            traceNumber: string;
            paymentAmount: components["schemas"]["Money"];
            /** Format: date */
            paymentDate: string;
            /** Format: date-time */
            receivedAt: string;
            unmatched: number;
        };
        /** Remittance */
        Remittance: {
            id: string;
            version: number;
            /** @enum {string} */
            outcome: "queued" | "complete" | "partial" | "error";
            payer: string;
            traceNumber: string;
            paymentAmount: components["schemas"]["Money"];
            /** Format: date */
            paymentDate: string;
            /** Format: date-time */
            receivedAt: string;
            detail: {
                sequence: number;
                claimControlNumber: string;
                status: string;
                billed: components["schemas"]["Money"];
                paid: components["schemas"]["Money"];
                claimId?: string;
                /** @enum {string} */
                unmatched?: "unknown-claim" | "amount-differs" | "out-of-balance" | "not-primary" | "reversal-without-payment" | "paid-already" | "other-payer";
            }[];
            providerAdjustments: {
                reason: string;
                reference?: string;
                amount: components["schemas"]["Money"];
            }[];
        };
        /** Interchange */
        Interchange: {
            id: string;
            version: number;
            name: string;
            /** @enum {string} */
            status: "received" | "processed" | "refused" | "discarded";
            content: string;
            reason?: string;
            /** Format: date-time */
            receivedAt: string;
        };
        /** InterchangeText */
        InterchangeText: {
            id: string;
            version: number;
            name: string;
            /** @enum {string} */
            status: "received" | "processed" | "refused" | "discarded";
            content: string;
            reason?: string;
            /** Format: date-time */
            receivedAt: string;
            text: string;
        };
        /** Price */
        Price: {
            id: string;
            version: number;
            code: components["schemas"]["Coding"];
            price: components["schemas"]["Money"];
        };
        /** PayerContract */
        PayerContract: {
            id: string;
            version: number;
            percentOfCharges: number;
        };
        /** BillingProvider */
        BillingProvider: {
            id: string;
            version: number;
            name: string;
            npi: string;
            taxId: string;
            telephone: string;
            address: {
                line: string;
                city: string;
                state: string;
                postalCode: string;
            };
        };
        /** ChartHeader */
        ChartHeader: {
            patientId: string;
            mrn?: string;
            name?: {
                family: string;
                given: string[];
                prefix?: string;
            };
            /** @enum {string} */
            gender?: "male" | "female" | "other" | "unknown";
            birthDate?: string;
        };
        /** TimelineEntry */
        TimelineEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            kind: string;
            subjectId: string;
            display?: string;
            status?: string;
        };
        /** ChartOrder */
        ChartOrder: {
            id: string;
            /** @enum {string} */
            status: "draft" | "active" | "on-hold" | "revoked" | "completed" | "entered-in-error" | "unknown";
            businessStatus?: string;
            code?: components["schemas"]["Coding"];
            /** @enum {string} */
            priority?: "routine" | "urgent" | "asap" | "stat";
            encounterId?: string;
            /** Format: date-time */
            authoredOn?: string;
            requester?: string;
        };
        /** ChartResult */
        ChartResult: {
            id: string;
            orderId: string;
            /** @enum {string} */
            status: "registered" | "preliminary" | "final" | "amended" | "corrected" | "cancelled" | "entered-in-error" | "unknown";
            code: components["schemas"]["Coding"];
            value: {
                valueQuantity?: {
                    value: string;
                    /** @enum {string} */
                    comparator?: "<" | "<=" | ">=" | ">";
                    unit?: string;
                    system?: string;
                    code?: string;
                };
                valueCodeableConcept?: {
                    /** @default [] */
                    coding: components["schemas"]["Coding"][];
                    text?: string;
                };
                valueString?: string;
                dataAbsentReason?: components["schemas"]["Coding"];
            };
            interpretation?: string;
            referenceRange?: {
                low?: {
                    value: string;
                    /** @enum {string} */
                    comparator?: "<" | "<=" | ">=" | ">";
                    unit?: string;
                    system?: string;
                    code?: string;
                };
                high?: {
                    value: string;
                    /** @enum {string} */
                    comparator?: "<" | "<=" | ">=" | ">";
                    unit?: string;
                    system?: string;
                    code?: string;
                };
                text?: string;
            };
            /** Format: date-time */
            effectiveDateTime: string;
            /** Format: date-time */
            issued?: string;
            verifiedBy?: string;
        };
        /** ResultVersion */
        ResultVersion: {
            id: string;
            /** @enum {string} */
            status: "registered" | "preliminary" | "final" | "amended" | "corrected" | "cancelled" | "entered-in-error" | "unknown";
            value: {
                valueQuantity?: {
                    value: string;
                    /** @enum {string} */
                    comparator?: "<" | "<=" | ">=" | ">";
                    unit?: string;
                    system?: string;
                    code?: string;
                };
                valueCodeableConcept?: {
                    /** @default [] */
                    coding: components["schemas"]["Coding"][];
                    text?: string;
                };
                valueString?: string;
                dataAbsentReason?: components["schemas"]["Coding"];
            };
            /** Format: date-time */
            at: string;
            by: string;
            reason?: string;
        };
        /** PublishedEvent */
        PublishedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            type: string;
            source: string;
            subject: string;
            time: string;
            /** @constant */
            datacontenttype?: "application/json";
            tenantid: string;
            partitionkey: string;
            sequence: string;
            correlationid: string;
            causationid: string;
            actorid: string;
            traceparent?: string;
            data: Record<string, never>;
        };
        /** JourneyMoney */
        JourneyMoney: {
            billed: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            adjusted: components["schemas"]["Money"];
            patientResponsibility: components["schemas"]["Money"];
            patientPaid: components["schemas"]["Money"];
        };
        /** JourneySummary */
        JourneySummary: {
            /** @description of the encounter */
            id: string;
            /**
             * @description moving: goes on by itself; waiting: for people, for somebody outside, or it is held up; settled: nothing is to come and nothing waits. More may come.
             * @enum {string}
             */
            state: "moving" | "waiting" | "settled";
            /**
             * Format: date-time
             * @description first step
             */
            startedAt: string;
            /** Format: date-time */
            lastAt: string;
            steps: number;
            orders: number;
            /** @description for how many things it waits */
            waiting: number;
            money?: components["schemas"]["JourneyMoney"];
        };
        /** JourneyEffect */
        JourneyEffect: {
            /** @description `laboratory-on-orders` */
            subscription: string;
            context: string;
            /**
             * @description waiting: on its way, or to be tried again; held: behind an earlier event of the same aggregate; dead: needs a person. More may come.
             * @enum {string}
             */
            state: "waiting" | "done" | "held" | "dead";
            /**
             * Format: date-time
             * @description when it began to wait; absent when done
             */
            since?: string;
            attempts: number;
            /** @description kind of the failure; `discarded`: an operator has given it up */
            reason?: string;
            /** @description ids of the steps that it caused */
            caused: string[];
        };
        /** JourneyStep */
        JourneyStep: {
            /** @description of the event */
            id: string;
            /** @description `orders.order-placed` */
            type: string;
            context: string;
            subject: {
                type: string;
                id: string;
            };
            /** @description of the subject, by this event */
            version: number;
            /** Format: date-time */
            occurredAt: string;
            actor: {
                /**
                 * @description more may come
                 * @enum {string}
                 */
                kind: "person" | "system";
                /** @description roles of a person, or which part of the system; never a name */
                role?: string;
            };
            /** @description the same for everything that one request set in motion */
            correlationId: string;
            /** @description of the request, or of the event, that directly caused this one */
            causationId: string;
            traceId?: string;
            /** @description the trace in Jaeger, where one is configured */
            traceUrl?: string;
            /** @description what was ordered, for those who may read orders */
            label?: string;
            /** @description of what the event is about, as `final` of a result */
            status?: string;
            resultId?: string;
            /** @description it has left the outbox */
            published: boolean;
            /** @description in the contexts that act on events of this type */
            effects: components["schemas"]["JourneyEffect"][];
        };
        /** JourneyWait */
        JourneyWait: {
            context: string;
            /** @description a work list (`task-accepted`), an errand (`submit-claim`), a subscription or `outbox` */
            what: string;
            reason?: string;
            /** Format: date-time */
            since: string;
            /** @description of the machine so far; 0 for what people do */
            attempts: number;
        };
        /** Journey */
        Journey: {
            /** @description of the encounter or, where there is none, of what was asked for */
            id: string;
            /**
             * @description what `id` names; more may come
             * @enum {string}
             */
            kind: "encounter" | "order" | "claim" | "request";
            tenantId: string;
            /**
             * @description moving: goes on by itself; waiting: for people, for somebody outside, or it is held up; settled: nothing is to come and nothing waits. More may come.
             * @enum {string}
             */
            state: "moving" | "waiting" | "settled";
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description of the latest step
             */
            lastAt: string;
            references: {
                encounterId?: string;
                orderIds: string[];
                claimIds: string[];
                invoiceIds: string[];
            };
            money?: components["schemas"]["JourneyMoney"];
            /** @description in order of time */
            steps: components["schemas"]["JourneyStep"][];
            /**
             * @description there is more than is shown
             * @constant
             */
            more?: true;
            /** @description steps that are still to come */
            expected: {
                type: string;
                context: string;
            }[];
            waiting: components["schemas"]["JourneyWait"][];
        };
        /** StreamTicket */
        StreamTicket: {
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** DeadLetter */
        DeadLetter: {
            /** @example message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70 */
            id: string;
            /**
             * @description event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran
             * @enum {string}
             */
            kind: "event" | "message" | "errand";
            /** @description the subscription, `chart-on-orders`; of an errand: the context */
            consumer: string;
            /** @description of the event, or kind of the errand; a message has none */
            type?: string;
            tenantId?: string;
            aggregateType?: string;
            /** @description of an errand: its own id */
            aggregateId?: string;
            version?: number;
            /**
             * @description kind of the failure, never its content
             * @example TypeError
             */
            reason: string;
            attempts: number;
            /** Format: date-time */
            firstAt: string;
            /**
             * Format: date-time
             * @description of the last attempt
             */
            lastAt: string;
        };
        /** DeadLetterDetail */
        DeadLetterDetail: {
            /** @example message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70 */
            id: string;
            /**
             * @description event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran
             * @enum {string}
             */
            kind: "event" | "message" | "errand";
            /** @description the subscription, `chart-on-orders`; of an errand: the context */
            consumer: string;
            /** @description of the event, or kind of the errand; a message has none */
            type?: string;
            tenantId?: string;
            aggregateType?: string;
            /** @description of an errand: its own id */
            aggregateId?: string;
            version?: number;
            /**
             * @description kind of the failure, never its content
             * @example TypeError
             */
            reason: string;
            attempts: number;
            /** Format: date-time */
            firstAt: string;
            /**
             * Format: date-time
             * @description of the last attempt
             */
            lastAt: string;
            event?: components["schemas"]["PublishedEvent"];
            /** @description later versions of the same aggregate that wait for this one */
            parkedBehind?: number;
            correlationId?: string;
            /** @description size of a message; it is not shown */
            sealedBytes?: number;
        };
        /** DeadLetterGroup */
        DeadLetterGroup: {
            /**
             * @description event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran
             * @enum {string}
             */
            kind: "event" | "message" | "errand";
            consumer: string;
            type?: string;
            /**
             * @description kind of the failure, never its content
             * @example TypeError
             */
            reason: string;
            count: number;
        };
        /** DeadLetterOutcome */
        DeadLetterOutcome: {
            dryRun: boolean;
            count: number;
            groups: components["schemas"]["DeadLetterGroup"][];
            /** @description dead letters that match and are still there */
            left: number;
        };
        /** ListLag */
        ListLag: {
            context: string;
            list: string;
            waiting: number;
            /** @description age in seconds; absent when there is none */
            oldestSeconds?: number;
        };
        /** SubscriptionLag */
        SubscriptionLag: {
            subscription: string;
            /** @description events in the journal that have neither taken effect nor wait in the inbox */
            behind: number;
            /** @description there may be more than that: the look ended early */
            more: boolean;
            /** @description age in seconds; absent when there is none */
            oldestSeconds?: number;
            /**
             * @description unknown: the broker does not answer
             * @enum {string}
             */
            queue: "there" | "missing" | "unknown";
            /** @description in the queue and not yet with the consumer */
            messages?: number;
            consumers?: number;
        };
        /** Lag */
        Lag: {
            /** Format: date-time */
            at: string;
            lists: components["schemas"]["ListLag"][];
            subscriptions: components["schemas"]["SubscriptionLag"][];
            away: string[];
        };
    };
    responses: {
        /**
         * @description `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-json`: The body is not a JSON object.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.invalid-input",
                 *       "title": "The request does not have the right shape.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `identity.wrong-credentials`: Hospital, user name or password is wrong. */
        "identity-401": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.wrong-credentials",
                 *       "title": "Hospital, user name or password is wrong.",
                 *       "status": 401,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `identity.slug-taken`: Another hospital uses this slug.
         *
         *     `identity.username-taken`: Somebody of your hospital uses this user name.
         */
        "identity-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.slug-taken",
                 *       "title": "Another hospital uses this slug.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.too-large`: The request is too large. */
        "any-413": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.too-large",
                 *       "title": "The request is too large.",
                 *       "status": 413,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.unsupported-media-type`: Bodies are JSON. */
        "any-415": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.unsupported-media-type",
                 *       "title": "Bodies are JSON.",
                 *       "status": 415,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `identity.role-not-grantable`: This role is not given inside a hospital. */
        "identity-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.role-not-grantable",
                 *       "title": "This role is not given inside a hospital.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `identity.too-many-tries`: Too many wrong passwords for this user.
         *
         *     `orderly.too-many-requests`: Too many requests.
         */
        "identity-429": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.too-many-tries",
                 *       "title": "Too many wrong passwords for this user.",
                 *       "status": 429,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.internal`: Something went wrong on our side. */
        "any-500": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.internal",
                 *       "title": "Something went wrong on our side.",
                 *       "status": 500,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.unavailable`: A part of the system does not answer just now. */
        "any-503": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.unavailable",
                 *       "title": "A part of the system does not answer just now.",
                 *       "status": 503,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-header`: A header does not have the right form.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.invalid-input",
                 *       "title": "The request does not have the right shape.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `identity.wrong-credentials`: Hospital, user name or password is wrong.
         *
         *     `orderly.unauthenticated`: No valid access token.
         */
        "identity-401-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.wrong-credentials",
                 *       "title": "Hospital, user name or password is wrong.",
                 *       "status": 401,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.forbidden`: A permission is missing. */
        "any-403": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.forbidden",
                 *       "title": "A permission is missing.",
                 *       "status": 403,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.idempotency-key-required`: The header Idempotency-Key is missing.
         *
         *     `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-header`: A header does not have the right form.
         *
         *     `orderly.malformed-json`: The body is not a JSON object.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400-3": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.idempotency-key-required",
                 *       "title": "The header Idempotency-Key is missing.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `identity.slug-taken`: Another hospital uses this slug.
         *
         *     `identity.username-taken`: Somebody of your hospital uses this user name.
         *
         *     `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         */
        "identity-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.slug-taken",
                 *       "title": "Another hospital uses this slug.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `identity.role-not-grantable`: This role is not given inside a hospital.
         *
         *     `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         */
        "identity-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/identity.role-not-grantable",
                 *       "title": "This role is not given inside a hospital.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.unauthenticated`: No valid access token. */
        "any-401": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.unauthenticated",
                 *       "title": "No valid access token.",
                 *       "status": 401,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         */
        "any-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.conflict",
                 *       "title": "Somebody else was quicker, or the id is taken.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request. */
        "any-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used for another request.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.too-many-requests`: Too many requests. */
        "any-429": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.too-many-requests",
                 *       "title": "Too many requests.",
                 *       "status": 429,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.invalid-cursor`: The cursor is not one that this list gave out.
         *
         *     `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-header`: A header does not have the right form.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400-4": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.invalid-cursor",
                 *       "title": "The cursor is not one that this list gave out.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.not-found`: There is nothing here under this id. */
        "any-404": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.not-found",
                 *       "title": "There is nothing here under this id.",
                 *       "status": 404,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         *
         *     `patients.mrn-taken`: Another patient has this medical record number.
         */
        "patients-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.conflict",
                 *       "title": "Somebody else was quicker, or the id is taken.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         *
         *     `patients.search-too-wide`: A search needs a number, or at least two letters of the family name.
         */
        "patients-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used for another request.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.invalid-cursor`: The cursor is not one that this list gave out.
         *
         *     `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-header`: A header does not have the right form.
         *
         *     `orderly.malformed-json`: The body is not a JSON object.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400-5": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.invalid-cursor",
                 *       "title": "The cursor is not one that this list gave out.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `patients.mrn-taken`: Another patient has this medical record number. */
        "patients-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/patients.mrn-taken",
                 *       "title": "Another patient has this medical record number.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `patients.search-too-wide`: A search needs a number, or at least two letters of the family name. */
        "patients-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/patients.search-too-wide",
                 *       "title": "A search needs a number, or at least two letters of the family name.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `encounters.not-in-progress`: The encounter is not in progress.
         *
         *     `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         */
        "encounters-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/encounters.not-in-progress",
                 *       "title": "The encounter is not in progress.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `encounters.ends-before-start`: An encounter cannot end before it started.
         *
         *     `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         */
        "encounters-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/encounters.ends-before-start",
                 *       "title": "An encounter cannot end before it started.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `encounters.not-in-progress`: The encounter is not in progress. */
        "encounters-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/encounters.not-in-progress",
                 *       "title": "The encounter is not in progress.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `encounters.ends-before-start`: An encounter cannot end before it started. */
        "encounters-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/encounters.ends-before-start",
                 *       "title": "An encounter cannot end before it started.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orderly.version-mismatch`: The resource has changed since you read it. */
        "any-412": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.version-mismatch",
                 *       "title": "The resource has changed since you read it.",
                 *       "status": 412,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         *
         *     `orders.not-active`: The order is not active.
         */
        "orders-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.conflict",
                 *       "title": "Somebody else was quicker, or the id is taken.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         *
         *     `orders.encounter-cancelled`: The encounter was cancelled.
         *
         *     `orders.specimen-received`: The laboratory has received the specimen; the order can no longer be revoked.
         */
        "orders-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used for another request.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `orders.not-active`: The order is not active. */
        "orders-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orders.not-active",
                 *       "title": "The order is not active.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orders.encounter-cancelled`: The encounter was cancelled.
         *
         *     `orders.specimen-received`: The laboratory has received the specimen; the order can no longer be revoked.
         */
        "orders-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orders.encounter-cancelled",
                 *       "title": "The encounter was cancelled.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `laboratory.accession-number-taken`: Another specimen has this accession number.
         *
         *     `laboratory.already-collected`: There is a specimen for this task already.
         *
         *     `laboratory.ambiguous-correction`: The message changes a result, and the test has several.
         *
         *     `laboratory.analyser-name-taken`: Another analyser of your hospital has this name.
         *
         *     `laboratory.contradicting-numbers`: Order number and accession number lead to different tasks.
         *
         *     `laboratory.has-results`: Results of this specimen have been verified.
         *
         *     `laboratory.message-settled`: The message was entered or discarded before.
         *
         *     `laboratory.not-open`: The task is completed or cancelled.
         *
         *     `laboratory.not-verified`: Only a verified result can be corrected.
         *
         *     `laboratory.nothing-to-correct`: The message changes a result that is not there.
         *
         *     `laboratory.nothing-to-verify`: None of these results waits to be verified.
         *
         *     `laboratory.sender-taken`: This sender belongs to another analyser.
         *
         *     `laboratory.specimen-missing`: There is no collected specimen that waits to be received.
         *
         *     `laboratory.specimen-not-received`: The laboratory has not received the specimen.
         *
         *     `laboratory.unknown-order`: No task has this order number or accession number.
         */
        "laboratory-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/laboratory.accession-number-taken",
                 *       "title": "Another specimen has this accession number.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `laboratory.not-representable`: The message holds more, or something else, than a result can hold.
         *
         *     `laboratory.self-verification`: Whoever entered a result may not verify it.
         *
         *     `laboratory.test-not-ordered`: The order does not ask for this test, or has its result already.
         */
        "laboratory-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/laboratory.not-representable",
                 *       "title": "The message holds more, or something else, than a result can hold.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `laboratory.accession-number-taken`: Another specimen has this accession number.
         *
         *     `laboratory.already-collected`: There is a specimen for this task already.
         *
         *     `laboratory.ambiguous-correction`: The message changes a result, and the test has several.
         *
         *     `laboratory.analyser-name-taken`: Another analyser of your hospital has this name.
         *
         *     `laboratory.contradicting-numbers`: Order number and accession number lead to different tasks.
         *
         *     `laboratory.has-results`: Results of this specimen have been verified.
         *
         *     `laboratory.message-settled`: The message was entered or discarded before.
         *
         *     `laboratory.not-open`: The task is completed or cancelled.
         *
         *     `laboratory.not-verified`: Only a verified result can be corrected.
         *
         *     `laboratory.nothing-to-correct`: The message changes a result that is not there.
         *
         *     `laboratory.nothing-to-verify`: None of these results waits to be verified.
         *
         *     `laboratory.sender-taken`: This sender belongs to another analyser.
         *
         *     `laboratory.specimen-missing`: There is no collected specimen that waits to be received.
         *
         *     `laboratory.specimen-not-received`: The laboratory has not received the specimen.
         *
         *     `laboratory.unknown-order`: No task has this order number or accession number.
         *
         *     `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         */
        "laboratory-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/laboratory.accession-number-taken",
                 *       "title": "Another specimen has this accession number.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `laboratory.not-representable`: The message holds more, or something else, than a result can hold.
         *
         *     `laboratory.self-verification`: Whoever entered a result may not verify it.
         *
         *     `laboratory.test-not-ordered`: The order does not ask for this test, or has its result already.
         *
         *     `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         */
        "laboratory-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/laboratory.not-representable",
                 *       "title": "The message holds more, or something else, than a result can hold.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `billing.already-billed`: The claim or invoice of this encounter has been built.
         *
         *     `billing.charge-exists`: This service reference was captured with other content, or in another encounter.
         *
         *     `billing.interchange-not-refused`: The file is not refused, or not any more.
         *
         *     `billing.invoice-not-open`: The invoice is balanced or cancelled.
         *
         *     `billing.not-rejected`: Only a rejected claim is built anew.
         *
         *     `billing.nothing-unmatched`: This part of the remittance is posted, or was never there.
         *
         *     `billing.payment-exists`: This reference was recorded with another amount.
         */
        "billing-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/billing.already-billed",
                 *       "title": "The claim or invoice of this encounter has been built.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `billing.does-not-match`: The amounts of the payment do not fit the claim.
         *
         *     `billing.not-a-price`: A price is more than nothing and at most 99999999.99.
         *
         *     `billing.not-billable`: The claim cannot be built from what is known.
         *
         *     `billing.pays-too-much`: The payment is more than what is open, or nothing.
         *
         *     `billing.too-many-charges`: An account has at most 999 charges, the lines of a claim.
         */
        "billing-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/billing.does-not-match",
                 *       "title": "The amounts of the payment do not fit the claim.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `billing.already-billed`: The claim or invoice of this encounter has been built.
         *
         *     `billing.charge-exists`: This service reference was captured with other content, or in another encounter.
         *
         *     `billing.interchange-not-refused`: The file is not refused, or not any more.
         *
         *     `billing.invoice-not-open`: The invoice is balanced or cancelled.
         *
         *     `billing.not-rejected`: Only a rejected claim is built anew.
         *
         *     `billing.nothing-unmatched`: This part of the remittance is posted, or was never there.
         *
         *     `billing.payment-exists`: This reference was recorded with another amount.
         *
         *     `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         */
        "billing-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/billing.already-billed",
                 *       "title": "The claim or invoice of this encounter has been built.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `billing.does-not-match`: The amounts of the payment do not fit the claim.
         *
         *     `billing.not-a-price`: A price is more than nothing and at most 99999999.99.
         *
         *     `billing.not-billable`: The claim cannot be built from what is known.
         *
         *     `billing.pays-too-much`: The payment is more than what is open, or nothing.
         *
         *     `billing.too-many-charges`: An account has at most 999 charges, the lines of a claim.
         *
         *     `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         */
        "billing-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/billing.does-not-match",
                 *       "title": "The amounts of the payment do not fit the claim.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `platform.dead-letter-not-next`: An earlier version of the same aggregate has not taken effect yet. */
        "platform-409": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/platform.dead-letter-not-next",
                 *       "title": "An earlier version of the same aggregate has not taken effect yet.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `platform.dead-letter-filter-required`: Nothing says which dead letters to discard.
         *
         *     `platform.dead-letter-not-replayable`: A message that is no event of ours cannot take effect.
         */
        "platform-422": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/platform.dead-letter-filter-required",
                 *       "title": "Nothing says which dead letters to discard.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.invalid-input`: The request does not have the right shape.
         *
         *     `orderly.malformed-header`: A header does not have the right form.
         *
         *     `orderly.malformed-json`: The body is not a JSON object.
         *
         *     `orderly.malformed-request`: This is not a request that we understand.
         */
        "any-400-6": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.invalid-input",
                 *       "title": "The request does not have the right shape.",
                 *       "status": 400,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.too-many-requests`: Too many requests.
         *
         *     `orderly.too-many-streams`: One user holds too many streams open.
         */
        "any-429-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.too-many-requests",
                 *       "title": "Too many requests.",
                 *       "status": 429,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.conflict`: Somebody else was quicker, or the id is taken.
         *
         *     `orderly.in-flight`: A request with this Idempotency-Key is still being carried out.
         *
         *     `orderly.not-known-yet`: The request names something that has not arrived here yet.
         *
         *     `platform.dead-letter-not-next`: An earlier version of the same aggregate has not taken effect yet.
         */
        "platform-409-2": {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.conflict",
                 *       "title": "Somebody else was quicker, or the id is taken.",
                 *       "status": 409,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `orderly.idempotency-key-reused`: This Idempotency-Key was used for another request.
         *
         *     `platform.dead-letter-filter-required`: Nothing says which dead letters to discard.
         *
         *     `platform.dead-letter-not-replayable`: A message that is no event of ours cannot take effect.
         */
        "platform-422-2": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/orderly.idempotency-key-reused",
                 *       "title": "This Idempotency-Key was used for another request.",
                 *       "status": 422,
                 *       "traceId": "5b8aa5a2d2c872e8321cf37308d69df2"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
         * @example a-fresh-one-each-time
         */
        IdempotencyKey: string;
        /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
        IfMatch: string;
        /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
        WaitFor: string;
        /** @description Id of the last event seen: what came since then follows, or `reset` when it is too old. */
        LastEventId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version of the resource.
         * @example W/"3"
         */
        ETag: string;
        /**
         * @description Where the resource is read.
         * @example /v1/orders/0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70
         */
        Location: string;
        /**
         * @description What was written; to be sent as `Orderly-Wait-For` with a read.
         * @example Order/0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70@3
         */
        "Orderly-Version": string;
        /**
         * @description `stale`: the read has waited in vain and answers with what it has.
         * @example stale
         */
        "Orderly-Consistency": string;
        /**
         * @description `true`: this is the first answer to the same request.
         * @example true
         */
        "Idempotency-Replayed": string;
        /**
         * @description Leads through every service to what this request set in motion.
         * @example 5b8aa5a2d2c872e8321cf37308d69df2
         */
        "Orderly-Trace-Id": string;
        /**
         * @description Seconds to wait before the same request is sent again.
         * @example 1
         */
        "Retry-After": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tenant": "operations",
                 *       "username": "operator",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    tenant: string;
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["any-400"];
            401: components["responses"]["identity-401"];
            409: components["responses"]["identity-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["identity-422"];
            429: components["responses"]["identity-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["identity-401-2"];
            403: components["responses"]["any-403"];
            409: components["responses"]["identity-409"];
            422: components["responses"]["identity-422"];
            429: components["responses"]["identity-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    provisionTenant: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "demo",
                 *       "name": "text",
                 *       "users": [
                 *         {
                 *           "username": "operator",
                 *           "displayName": "Morgan Physician",
                 *           "password": "correct horse battery",
                 *           "roles": [
                 *             "physician"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    slug: string;
                    name: string;
                    users: {
                        username: string;
                        displayName: string;
                        password: string;
                        roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist" | "biller")[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["identity-401-2"];
            403: components["responses"]["any-403"];
            409: components["responses"]["identity-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["identity-422-2"];
            429: components["responses"]["identity-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    registerUser: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "operator",
                 *       "displayName": "Morgan Physician",
                 *       "password": "correct horse battery",
                 *       "roles": [
                 *         "physician"
                 *       ]
                 *     }
                 */
                "application/json": {
                    username: string;
                    displayName: string;
                    password: string;
                    roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist" | "biller")[];
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["identity-401-2"];
            403: components["responses"]["any-403"];
            409: components["responses"]["identity-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["identity-422-2"];
            429: components["responses"]["identity-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                npi?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Organization"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    registerOrganization: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "npi": "1234567893"
                 *     }
                 */
                "application/json": {
                    id?: string;
                    name: string;
                    /** @default [] */
                    identifier?: {
                        system: string;
                        value: string;
                        type?: components["schemas"]["Coding"];
                    }[];
                    npi?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["any-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["any-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                organizationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listPractitioners: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                npi?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Practitioner"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    registerPractitioner: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": {
                 *         "family": "Testwood",
                 *         "given": [
                 *           "Mira"
                 *         ]
                 *       },
                 *       "npi": "1234567893"
                 *     }
                 */
                "application/json": {
                    id?: string;
                    name: {
                        family: string;
                        given: string[];
                        prefix?: string;
                    };
                    /** @default [] */
                    identifier?: {
                        system: string;
                        value: string;
                        type?: components["schemas"]["Coding"];
                    }[];
                    npi?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Practitioner"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["any-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["any-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getPractitioner: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                practitionerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Practitioner"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    registerPatient: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": {
                 *         "family": "Testwood",
                 *         "given": [
                 *           "Mira"
                 *         ]
                 *       },
                 *       "gender": "female",
                 *       "birthDate": "1984-05-17"
                 *     }
                 */
                "application/json": {
                    id?: string;
                    mrn?: string;
                    name: {
                        family: string;
                        given: string[];
                        prefix?: string;
                    };
                    /** @enum {string} */
                    gender: "male" | "female" | "other" | "unknown";
                    /** Format: date */
                    birthDate: string;
                    /** @default [] */
                    identifier?: {
                        system: string;
                        value: string;
                        type?: components["schemas"]["Coding"];
                    }[];
                    /** @default [] */
                    telecom?: {
                        /** @enum {string} */
                        system: "phone" | "email" | "fax" | "sms" | "other";
                        value: string;
                    }[];
                    address?: {
                        line?: string[];
                        city?: string;
                        state?: string;
                        postalCode?: string;
                        country?: string;
                    };
                    /** Format: date-time */
                    deceasedDateTime?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["patients-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["patients-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    searchPatients: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "family": "Testwood"
                 *     }
                 */
                "application/json": {
                    /** @default 50 */
                    limit?: number;
                    cursor?: string;
                    mrn?: string;
                    identifier?: {
                        system: string;
                        value: string;
                    };
                    family?: string;
                    /** Format: date */
                    birthDate?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Patient"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-5"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["patients-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["patients-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getPatient: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patient"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["patients-409-2"];
            422: components["responses"]["patients-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listEncounters: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                patientId?: string;
                status?: "planned" | "arrived" | "triaged" | "in-progress" | "onleave" | "finished" | "cancelled" | "entered-in-error" | "unknown";
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Encounter"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["encounters-409-2"];
            422: components["responses"]["encounters-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    startEncounter: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "patientId": "0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70",
                 *       "class": "AMB"
                 *     }
                 */
                "application/json": {
                    id?: string;
                    patientId: string;
                    class: string;
                    type?: components["schemas"]["Coding"];
                    practitionerId?: string;
                    serviceProviderId?: string;
                    reasonCode?: components["schemas"]["Coding"];
                    /** Format: date-time */
                    start?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encounter"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["encounters-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["encounters-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getEncounter: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                encounterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encounter"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["encounters-409-2"];
            422: components["responses"]["encounters-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    finishEncounter: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                encounterId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    /** Format: date-time */
                    end?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encounter"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["encounters-409"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["encounters-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "draft" | "active" | "on-hold" | "revoked" | "completed" | "entered-in-error" | "unknown";
                patientId?: string;
                encounterId?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["orders-409-2"];
            422: components["responses"]["orders-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "encounterId": "0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70",
                 *       "code": {
                 *         "system": "http://loinc.org",
                 *         "code": "51990-0",
                 *         "display": "Basic metabolic panel - Blood"
                 *       },
                 *       "tests": [
                 *         {
                 *           "system": "http://loinc.org",
                 *           "code": "2345-7",
                 *           "display": "Glucose [Mass/volume] in Serum or Plasma"
                 *         }
                 *       ],
                 *       "priority": "routine"
                 *     }
                 */
                "application/json": {
                    id?: string;
                    encounterId: string;
                    code: components["schemas"]["Coding"];
                    tests: components["schemas"]["Coding"][];
                    /**
                     * @default routine
                     * @enum {string}
                     */
                    priority?: "routine" | "urgent" | "asap" | "stat";
                    requesterId?: string;
                    /** Format: date-time */
                    authoredOn?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["orders-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["orders-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["orders-409-2"];
            422: components["responses"]["orders-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    revokeOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "ordered twice"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["orders-409"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["orders-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listLabTasks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "accepted" | "in-progress" | "completed" | "cancelled";
                accessionNumber?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LabTaskSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["laboratory-409"];
            422: components["responses"]["laboratory-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getLabTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409"];
            422: components["responses"]["laboratory-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    collectSpecimen: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "type": {
                 *         "system": "http://snomed.info/sct",
                 *         "code": "119297000",
                 *         "display": "Blood specimen"
                 *       }
                 *     }
                 */
                "application/json": {
                    type?: components["schemas"]["Coding"];
                    /** Format: date-time */
                    collectedDateTime?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    receiveSpecimen: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "accessionNumber": "A-26-000123"
                 *     }
                 */
                "application/json": {
                    accessionNumber?: string;
                    /** Format: date-time */
                    receivedTime?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    rejectSpecimen: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": {
                 *         "system": "http://terminology.hl7.org/CodeSystem/v2-0490",
                 *         "code": "RH",
                 *         "display": "Hemolyzed"
                 *       }
                 *     }
                 */
                "application/json": {
                    reason: components["schemas"]["Coding"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    enterResults: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "results": [
                 *         {
                 *           "code": {
                 *             "system": "http://loinc.org",
                 *             "code": "2345-7",
                 *             "display": "Glucose [Mass/volume] in Serum or Plasma"
                 *           },
                 *           "value": {
                 *             "valueQuantity": {
                 *               "value": "104.0",
                 *               "unit": "mg/dL",
                 *               "system": "http://unitsofmeasure.org",
                 *               "code": "mg/dL"
                 *             }
                 *           },
                 *           "interpretation": "H",
                 *           "referenceRange": {
                 *             "text": "70-99 mg/dL"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    results: {
                        code: components["schemas"]["Coding"];
                        value: {
                            valueQuantity?: {
                                value: string;
                                /** @enum {string} */
                                comparator?: "<" | "<=" | ">=" | ">";
                                unit?: string;
                                system?: string;
                                code?: string;
                            };
                            valueCodeableConcept?: {
                                /** @default [] */
                                coding?: components["schemas"]["Coding"][];
                                text?: string;
                            };
                            valueString?: string;
                            dataAbsentReason?: components["schemas"]["Coding"];
                        };
                        interpretation?: string;
                        referenceRange?: {
                            low?: {
                                value: string;
                                /** @enum {string} */
                                comparator?: "<" | "<=" | ">=" | ">";
                                unit?: string;
                                system?: string;
                                code?: string;
                            };
                            high?: {
                                value: string;
                                /** @enum {string} */
                                comparator?: "<" | "<=" | ">=" | ">";
                                unit?: string;
                                system?: string;
                                code?: string;
                            };
                            text?: string;
                        };
                        /** Format: date-time */
                        effectiveDateTime?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    verifyResults: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    resultIds?: string[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    correctResult: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resultId": "0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70",
                 *       "value": {
                 *         "valueQuantity": {
                 *           "value": "104.0",
                 *           "unit": "mg/dL",
                 *           "system": "http://unitsofmeasure.org",
                 *           "code": "mg/dL"
                 *         }
                 *       },
                 *       "reason": "value was typed for another specimen"
                 *     }
                 */
                "application/json": {
                    resultId: string;
                    value: {
                        valueQuantity?: {
                            value: string;
                            /** @enum {string} */
                            comparator?: "<" | "<=" | ">=" | ">";
                            unit?: string;
                            system?: string;
                            code?: string;
                        };
                        valueCodeableConcept?: {
                            /** @default [] */
                            coding?: components["schemas"]["Coding"][];
                            text?: string;
                        };
                        valueString?: string;
                        dataAbsentReason?: components["schemas"]["Coding"];
                    };
                    interpretation?: string;
                    referenceRange?: {
                        low?: {
                            value: string;
                            /** @enum {string} */
                            comparator?: "<" | "<=" | ">=" | ">";
                            unit?: string;
                            system?: string;
                            code?: string;
                        };
                        high?: {
                            value: string;
                            /** @enum {string} */
                            comparator?: "<" | "<=" | ">=" | ">";
                            unit?: string;
                            system?: string;
                            code?: string;
                        };
                        text?: string;
                    };
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabTask"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listAnalysers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AnalyserSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["laboratory-409"];
            422: components["responses"]["laboratory-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    registerAnalyser: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Chemistry 1",
                 *       "sendingApplication": "CHEM1",
                 *       "sendingFacility": "CENTRAL LAB"
                 *     }
                 */
                "application/json": {
                    name: string;
                    sendingApplication: string;
                    sendingFacility?: string;
                    /** @description of its client certificate, as in `O=Laboratory, CN=analyser-1`; with TLS nobody else is believed */
                    certificateSubject?: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analyser"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["laboratory-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listLabMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "entered" | "waiting" | "refused" | "discarded";
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LabMessageSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["laboratory-409"];
            422: components["responses"]["laboratory-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getLabMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedLabMessage"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409"];
            422: components["responses"]["laboratory-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    retryLabMessage: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabMessage"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    discardLabMessage: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "a control sample, of no patient"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabMessage"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["laboratory-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["laboratory-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                billingStatus?: "open" | "carecomplete-notbilled" | "billing" | "closed-completed";
                waitingFor?: "encounter-not-finished" | "not-coded" | "orders-open" | "charges-missing" | "no-price" | "no-coverage" | "no-payer-identifier" | "no-patient" | "no-npi" | "not-expressible";
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccountSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    captureCharges: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "charges": [
                 *         {
                 *           "serviceReference": "visit 1",
                 *           "code": {
                 *             "system": "http://snomed.info/sct",
                 *             "code": "185349003",
                 *             "display": "Encounter for check up"
                 *           },
                 *           "serviced": "2026-03-02",
                 *           "priceOverride": {
                 *             "amount": "129.16",
                 *             "currency": "USD"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    charges: {
                        serviceReference: string;
                        code: components["schemas"]["Coding"];
                        revenueCode?: string;
                        /** @default 1 */
                        quantity?: number;
                        /** Format: date */
                        serviced?: string;
                        priceOverride?: components["schemas"]["Money"];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    completeCoding: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "orderIds": [],
                 *       "chargeCount": 1,
                 *       "coverage": {
                 *         "payorId": "01890a5d-ac96-774b-bcce-b302099a8057",
                 *         "subscriberId": "M-100200300"
                 *       },
                 *       "diagnosis": [
                 *         {
                 *           "system": "http://snomed.info/sct",
                 *           "code": "44054006",
                 *           "display": "Diabetes mellitus type 2"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    orderIds: string[];
                    chargeCount: number;
                    coverage?: {
                        payorId?: string;
                        subscriberId?: string;
                        /** @constant */
                        selfPay?: true;
                    };
                    /** @default [] */
                    diagnosis?: components["schemas"]["Coding"][];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listClaims: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "drafted" | "submitted" | "transmission-rejected" | "acknowledged" | "rejected" | "adjudicated" | "denied";
                underpaid?: string;
                claimControlNumber?: string;
                accountId?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClaimSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    resubmitClaim: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": {
                    payerClaimControlNumber?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listInvoices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "issued" | "balanced" | "cancelled";
                reason?: "self-pay" | "patient-responsibility";
                patientId?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invoice"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getInvoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    recordPatientPayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                invoiceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reference": "receipt 4711",
                 *       "amount": {
                 *         "amount": "25.00",
                 *         "currency": "USD"
                 *       }
                 *     }
                 */
                "application/json": {
                    reference: string;
                    amount: components["schemas"]["Money"];
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listRemittances: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                outcome?: "queued" | "complete" | "partial" | "error";
                traceNumber?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RemittanceSummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getRemittance: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                remittanceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Remittance"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    matchPayment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                remittanceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sequence": 1,
                 *       "claimId": "0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70"
                 *     }
                 */
                "application/json": {
                    sequence: number;
                    claimId: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Remittance"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listInterchanges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "received" | "processed" | "refused" | "discarded";
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Interchange"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    importInterchange: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "payments-2026-03-02.835",
                 *       "text": "ISA*00*          *00*          *ZZ*PAYER ..."
                 *     }
                 */
                "application/json": {
                    name: string;
                    text: string;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interchange"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getInterchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                interchangeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterchangeText"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    retryInterchange: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                interchangeId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interchange"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    discardInterchange: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                interchangeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "a test file of the payer"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interchange"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["billing-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listPrices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Price"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409"];
            422: components["responses"]["billing-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    setPrice: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": {
                 *         "system": "http://snomed.info/sct",
                 *         "code": "185349003",
                 *         "display": "Encounter for check up"
                 *       },
                 *       "price": {
                 *         "amount": "129.16",
                 *         "currency": "USD"
                 *       }
                 *     }
                 */
                "application/json": {
                    code: components["schemas"]["Coding"];
                    price: components["schemas"]["Money"];
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Price"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    agreePayerContract: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payorId": "0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70",
                 *       "percentOfCharges": 80
                 *     }
                 */
                "application/json": {
                    payorId: string;
                    percentOfCharges: number;
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayerContract"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    enrolBillingProvider: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Testwood Hospital",
                 *       "npi": "1234567893",
                 *       "taxId": "123456789",
                 *       "telephone": "6175550100",
                 *       "address": {
                 *         "line": "1 Test Street",
                 *         "city": "Boston",
                 *         "state": "MA",
                 *         "postalCode": "02101"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    npi: string;
                    taxId: string;
                    telephone: string;
                    address: {
                        line: string;
                        city: string;
                        state: string;
                        postalCode: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created; the resource as it now is. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingProvider"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["billing-409-2"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["billing-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getChart: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChartHeader"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listTimeline: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineEntry"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listChartOrders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChartOrder"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listChartResults: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChartResult"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listResultHistory: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                patientId: string;
                resultId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ResultVersion"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    readJournal: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                context: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PublishedEvent"][];
                        /** @description send it as `after`; it stays the same while there is nothing newer */
                        next: string;
                    };
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listJourneys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "moving" | "waiting" | "settled";
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JourneySummary"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getJourney: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                journeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Journey"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    issueStreamTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamTicket"];
                };
            };
            400: components["responses"]["any-400-6"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    openStream: {
        parameters: {
            query: {
                topics: string;
                ticket?: string;
                lastEventId?: string;
            };
            header?: {
                /** @description Id of the last event seen: what came since then follows, or `reset` when it is too old. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the client goes, the token ends or the process does: `hint`, and `reset` when some may have been missed. */
            200: {
                headers: {
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 0J6pT2mZqXw.7
                     *     event: hint
                     *     data: {"type":"Order","id":"0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70","version":3}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429-2"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                kind?: "event" | "message" | "errand";
                consumer?: string;
                reason?: string;
                type?: string;
                tenantId?: string;
                since?: string;
                until?: string;
            };
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        next?: string;
                    };
                };
            };
            400: components["responses"]["any-400-4"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    showDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    replayDeadLetters: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "consumer": "chart-on-orders",
                 *       "reason": "ordered twice",
                 *       "dryRun": true,
                 *       "because": "the missing price has been set"
                 *     }
                 */
                "application/json": {
                    /** @example message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70 */
                    id?: string;
                    /**
                     * @description event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran
                     * @enum {string}
                     */
                    kind?: "event" | "message" | "errand";
                    /** @description a subscription, or a context with all of its own */
                    consumer?: string;
                    /**
                     * @description kind of the failure, never its content
                     * @example TypeError
                     */
                    reason?: string;
                    type?: string;
                    tenantId?: string;
                    /**
                     * Format: date-time
                     * @description last tried at or after
                     */
                    since?: string;
                    /**
                     * Format: date-time
                     * @description last tried at or before
                     */
                    until?: string;
                    /** @default 1000 */
                    limit?: number;
                    /**
                     * @description answers what matches and changes nothing
                     * @default false
                     */
                    dryRun?: boolean;
                    /**
                     * @description how many are tried in a second
                     * @default 100
                     */
                    rate?: number;
                    /** @description stands in the audit trail */
                    because?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterOutcome"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["platform-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    discardDeadLetters: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.
                 * @example a-fresh-one-each-time
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /** @description The ETag that you have seen; refused with 412 when the resource has changed since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "consumer": "chart-on-orders",
                 *       "reason": "ordered twice",
                 *       "dryRun": true,
                 *       "because": "sent by a test system"
                 *     }
                 */
                "application/json": {
                    /** @example message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70 */
                    id?: string;
                    /**
                     * @description event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran
                     * @enum {string}
                     */
                    kind?: "event" | "message" | "errand";
                    /** @description a subscription, or a context with all of its own */
                    consumer?: string;
                    /**
                     * @description kind of the failure, never its content
                     * @example TypeError
                     */
                    reason?: string;
                    type?: string;
                    tenantId?: string;
                    /**
                     * Format: date-time
                     * @description last tried at or after
                     */
                    since?: string;
                    /**
                     * Format: date-time
                     * @description last tried at or before
                     */
                    until?: string;
                    /** @default 1000 */
                    limit?: number;
                    /**
                     * @description answers what matches and changes nothing
                     * @default false
                     */
                    dryRun?: boolean;
                    /** @description why it is right that this never happens; stands in the audit trail */
                    because: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Version": components["headers"]["Orderly-Version"];
                    "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterOutcome"];
                };
            };
            400: components["responses"]["any-400-3"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409-2"];
            412: components["responses"]["any-412"];
            413: components["responses"]["any-413"];
            415: components["responses"]["any-415"];
            422: components["responses"]["platform-422-2"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    getLag: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lag"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
    showJourney: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version. */
                "Orderly-Wait-For"?: components["parameters"]["WaitFor"];
            };
            path: {
                journeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer. */
            200: {
                headers: {
                    "Orderly-Consistency": components["headers"]["Orderly-Consistency"];
                    "Orderly-Trace-Id": components["headers"]["Orderly-Trace-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Journey"];
                };
            };
            400: components["responses"]["any-400-2"];
            401: components["responses"]["any-401"];
            403: components["responses"]["any-403"];
            404: components["responses"]["any-404"];
            409: components["responses"]["platform-409"];
            422: components["responses"]["platform-422"];
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
}
