/** What a field is, from chapters 2, 3, 4 and 7 of HL7 v2.5.1. */
export interface FieldDefinition {
  name: string;
  required: boolean;
  /** TS or DTM. */
  time: boolean;
}

/** Fields in their order: `*` follows a required one, `@` a time. */
const FIELDS: Record<string, string> = {
  MSH: 'field separator|encoding characters|sending application|sending facility|receiving application|receiving facility|time@|security|message type*|control id*|processing id*|version*|sequence number|continuation pointer|accept acknowledgment|application acknowledgment|country|character set|language|alternate character set|profile',
  MSA: 'acknowledgment code*|control id of the message*|text|expected sequence number|delayed acknowledgment|error condition',
  ERR: 'error code and location|location|error code|severity|application error code|parameter|diagnostic|user message',
  EVN: 'event type|recorded@|planned@|reason|operator|occurred@|facility',
  PID: 'set id|patient id|patient identifiers|alternate id|name|mother’s maiden name|birth@|sex|alias|race|address|county|home phone|business phone|language|marital status|religion|account number|SSN|driver’s licence|mother’s identifier|ethnic group|birth place|multiple birth|birth order|citizenship|veteran status|nationality|death@|death indicator',
  PD1: 'living dependency|living arrangement|primary facility|primary care provider',
  PV1: 'set id|class|location|admission type|preadmit number|prior location|attending doctor|referring doctor|consulting doctor|hospital service|temporary location|preadmit test|re-admission|admit source|ambulatory status|VIP|admitting doctor|patient type|visit number',
  NK1: 'set id|name|relationship|address|phone',
  AL1: 'set id|type|allergen*|severity|reaction|identified',
  DG1: 'set id|coding method|diagnosis|description|time@|type',
  ORC: 'order control*|placer order number|filler order number|placer group number|order status|response flag|timing|parent|time@|entered by|verified by|ordering provider|entry location|call back phone|effective@|reason',
  OBR: 'set id|placer order number|filler order number|service*|priority|requested@|observed from@|observed until@|collected volume|collector|action|danger|clinical information|specimen received@|specimen source|ordering provider|call back phone|placer field 1|placer field 2|filler field 1|filler field 2|reported@|charge|diagnostic section|result status|parent result|timing|copies to|parent|transport|reason',
  OBX: 'set id|value type|observation*|sub-id|value|units|reference range|interpretation|probability|nature of abnormality|status|range effective@|access checks|observed@|producer|observer|method|equipment|analysed@',
  SPM: 'set id|specimen id|parent id|type*|type modifier|additives|collection method|source site|site modifier|collection site|role|amount|grouped count|description|handling|risk|collected@|received@|expires@|available|reject reason|quality|appropriateness|condition',
  SAC: 'external accession|accession|container|primary container|equipment container|specimen source|registered@|status',
  NTE: 'set id|source|comment|type',
  TQ1: 'set id|quantity|repeat pattern|time|relative time|duration|start@|end@|priority',
  SFT: 'vendor*|version|product|binary id',
  INV: 'substance|status|type|identifier',
};

const definitions = new Map(Object.entries(FIELDS).map(([name, fields]) => [name, fields.split('|').map(definitionOf)]));

function definitionOf(text: string): FieldDefinition {
  return { name: text.replace(/[*@]/g, ''), required: text.includes('*'), time: text.includes('@') };
}

/** The fields of a segment from number 1 on; none for a segment that is not known here. */
export const fieldsOf = (segment: string): readonly FieldDefinition[] => definitions.get(segment) ?? [];
