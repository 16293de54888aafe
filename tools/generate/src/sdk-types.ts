import { OpenApiDocument } from '@orderly/platform/http';

const HEAD = `/**
 * Generated from docs/openapi.json by \`npm run generate\`; not to be edited.
 */
`;

/** The API's paths as TypeScript types. */
export async function sdkTypes(document: OpenApiDocument): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const nodes = await openapiTS(JSON.stringify(document), { silent: true, defaultNonNullable: false });
  return HEAD + astToString(nodes);
}
