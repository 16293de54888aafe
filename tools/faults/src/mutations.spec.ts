import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from './mutations';

const platform = join(__dirname, '../../../libs/platform');

describe('the mutations', () => {
  it.each(MUTATIONS.flatMap(({ name, edits }) => edits.map((edit) => [name, edit.file, edit] as const)))(
    '%s finds in %s what it takes away',
    (_name, file, { find }) => {
      expect(readFileSync(join(platform, file), 'utf8').split(find)).toHaveLength(2);
    },
  );
});
