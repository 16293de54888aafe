import { moneyOf } from '@orderly/kernel';
import { z } from 'zod';
import type { BusCopies } from './bus-copies';
import type { Actions, Control } from './control';
import { sendGarbage } from './garbage';
import type { Address } from './line';
import { NotNow } from './not-now';
import type { Parties } from './parties';
import type { Staff } from './staff';

const Nothing = z.strictObject({});
const Seconds = z.strictObject({ seconds: z.int().min(1).max(60).default(20) });

/** What each action takes. A body is needed always: a page of somebody else's cannot send JSON here. */
const InputOf = {
  'place-order': Nothing,
  'stop-broker': Seconds,
  'hang-payer': Seconds,
  'send-twice': z.strictObject({ on: z.boolean() }),
  'send-garbage': Nothing,
  'kill-worker': Nothing,
};
export const ActionName = z.enum(Object.keys(InputOf) as [keyof typeof InputOf]);
type ActionName = keyof typeof InputOf;

export interface PanelParts {
  parties: Parties;
  staff: Staff;
  copies: BusCopies;
  control: Control;
  /** Where Orderly takes laboratory messages. */
  laboratory: Address;
}

/** The buttons of a person who wants to see what Orderly does when the world misbehaves. */
export class Panel {
  private payerHangs?: { until: string; timer: NodeJS.Timeout };
  private sendingGarbage = false;

  constructor(private readonly parts: PanelParts) {}

  /** Throws NotNow unless the demo hospital's id is given, or none at all: then nobody but us stands before the door. */
  async admit(tenant: string | undefined): Promise<void> {
    if (tenant === undefined) return;
    const hospital = await this.parts.staff.hospital();
    if (hospital.tenant.id !== tenant) throw new NotNow(403, 'another-hospital', 'the sandbox belongs to the demo hospital');
  }

  /** What the action answers. Throws ZodError for a body of the wrong shape, NotNow when it cannot be done. */
  perform(name: ActionName, body: unknown): Promise<object> {
    const input = InputOf[name].parse(body);
    switch (name) {
      case 'place-order':
        return this.parts.staff.placeOrder();
      case 'hang-payer':
        return Promise.resolve(this.hangPayer((input as z.output<typeof Seconds>).seconds));
      case 'send-twice':
        return this.sendTwice((input as z.output<(typeof InputOf)['send-twice']>).on);
      case 'send-garbage':
        return this.sendGarbage();
      case 'stop-broker':
        return this.stopBroker(input);
      case 'kill-worker':
        return this.parts.control.perform(name, input);
    }
  }

  /** An action that is not listed is not to be had here. */
  async state() {
    const { parties, staff, copies, control } = this.parts;
    const { until } = this.payerHangs ?? {};
    const actions: Actions = {
      'place-order': { running: false },
      'hang-payer': { running: until !== undefined, until },
      'send-twice': { running: copies.on },
      'send-garbage': { running: this.sendingGarbage },
      ...(await control.state()),
    };
    const visits = staff.state.map((visit) => ({ ...visit, effects: parties.payer.effectsOf(visit.encounterId) }));
    return { actions, visits, effects: this.effects() };
  }

  close(): void {
    clearTimeout(this.payerHangs?.timer);
    this.parts.copies.stop();
    this.parts.staff.close();
  }

  private effects() {
    const { clearinghouse, payer, analyser } = this.parts.parties;
    return {
      messagesSent: analyser.counters.sent,
      eventsCopied: this.parts.copies.copied,
      claimsReceived: payer.counters.claims,
      claimsRepeated: clearinghouse.counters.repeatedClaims,
      filesRepeated: clearinghouse.counters.repeatedBatches,
      paymentsMade: payer.counters.payments,
      paid: moneyOf(payer.counters.paidCents),
    };
  }

  private hangPayer(seconds: number): { until: string } {
    const { faults } = this.parts.parties;
    clearTimeout(this.payerHangs?.timer);
    const until = new Date(Date.now() + seconds * 1000).toISOString();
    const timer = setTimeout(() => {
      this.payerHangs = undefined;
      faults.change('payer', { hang: false });
    }, seconds * 1000);
    this.payerHangs = { until, timer };
    faults.change('payer', { hang: true });
    return { until };
  }

  private async sendTwice(on: boolean): Promise<object> {
    const { parties, copies } = this.parts;
    parties.faults.change('payer', { duplicateFiles: on });
    parties.faults.change('analyser', { duplicateMessages: on });
    if (on) await copies.start();
    else copies.stop();
    return {};
  }

  private async sendGarbage(): Promise<object> {
    if (this.sendingGarbage) throw new NotNow(409, 'busy', 'garbage is being sent already');
    this.sendingGarbage = true;
    try {
      return { answers: await sendGarbage(this.parts.laboratory) };
    } finally {
      this.sendingGarbage = false;
    }
  }

  private async stopBroker(input: object): Promise<object> {
    // Without somebody who has arrived, no order could be placed while the broker is away.
    await this.parts.staff.admitOne().catch(() => undefined);
    return this.parts.control.perform('stop-broker', input);
  }
}
