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
            roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist")[];
            permissions: string[];
        };
        /** User */
        User: {
            id: string;
            version: number;
            username: string;
            displayName: string;
            roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist")[];
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
         *     `laboratory.has-results`: Results of this specimen have been verified.
         *
         *     `laboratory.not-open`: The task is completed or cancelled.
         *
         *     `laboratory.not-verified`: Only a verified result can be corrected.
         *
         *     `laboratory.nothing-to-verify`: None of these results waits to be verified.
         *
         *     `laboratory.specimen-missing`: There is no collected specimen that waits to be received.
         *
         *     `laboratory.specimen-not-received`: The laboratory has not received the specimen.
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
         * @description `laboratory.self-verification`: Whoever entered a result may not verify it.
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
                 *       "type": "/problems/laboratory.self-verification",
                 *       "title": "Whoever entered a result may not verify it.",
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
         *     `laboratory.has-results`: Results of this specimen have been verified.
         *
         *     `laboratory.not-open`: The task is completed or cancelled.
         *
         *     `laboratory.not-verified`: Only a verified result can be corrected.
         *
         *     `laboratory.nothing-to-verify`: None of these results waits to be verified.
         *
         *     `laboratory.specimen-missing`: There is no collected specimen that waits to be received.
         *
         *     `laboratory.specimen-not-received`: The laboratory has not received the specimen.
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
         * @description `laboratory.self-verification`: Whoever entered a result may not verify it.
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
                 *       "type": "/problems/laboratory.self-verification",
                 *       "title": "Whoever entered a result may not verify it.",
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
                 *       "tenant": "demo",
                 *       "username": "m.physician",
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
                 *           "username": "m.physician",
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
                        roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist")[];
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
                 *       "username": "m.physician",
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
                    roles: ("operator" | "administrator" | "registrar" | "physician" | "nurse" | "lab-technician" | "pathologist")[];
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
            429: components["responses"]["any-429"];
            500: components["responses"]["any-500"];
            503: components["responses"]["any-503"];
        };
    };
}
