import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Who may import whom: docs/adr/0002-boundaries.md. */
const boundaries = [
  { sourceTag: 'type:kernel', onlyDependOnLibsWithTags: [], bannedExternalImports: ['@nestjs/*', 'typeorm', 'amqplib'] },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'amqplib'],
  },
  {
    sourceTag: 'type:standards',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'amqplib', 'pg'],
  },
  { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:kernel', 'type:platform'] },
  {
    sourceTag: 'type:context',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:kernel', 'type:platform', 'type:standards'],
    bannedExternalImports: ['amqplib'],
  },
  {
    sourceTag: 'type:edge',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:kernel', 'type:platform', 'type:standards'],
    bannedExternalImports: ['typeorm', 'pg', 'amqplib'],
  },
  {
    sourceTag: 'type:sdk',
    onlyDependOnLibsWithTags: ['type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'amqplib'],
  },
  {
    sourceTag: 'type:console',
    onlyDependOnLibsWithTags: ['type:sdk', 'type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'amqplib'],
  },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:sdk', 'type:standards', 'type:kernel', 'type:contracts'] },
  {
    sourceTag: 'type:host',
    onlyDependOnLibsWithTags: [
      'type:edge',
      'type:context',
      'type:contracts',
      'type:kernel',
      'type:platform',
      'type:standards',
      'type:sdk',
    ],
  },
];

/** The platform's specs run on the platform's own test host. */
const ignoredCircularDependencies = ['persistence', 'messaging', 'security'].map((name) => [
  `platform-${name}`,
  'platform-testing',
]);

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', '.nx', '.orderly', 'libs/sdk/src/generated.ts', '**/violations/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin, '@nx': nx },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: boundaries, enforceBuildableLibDependency: false, allow: [], ignoredCircularDependencies },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
      complexity: ['error', 10],
      // A constructor's parameters are a list of collaborators; everything else takes four at most.
      'no-restricted-syntax': [
        'error',
        {
          selector: ':function[params.length>4]:not(MethodDefinition[kind="constructor"] > FunctionExpression)',
          message: 'More than four parameters.',
        },
      ],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.spec.ts', '**/testing/**/*.ts', 'tools/**/*.ts'], rules: { 'max-lines': ['error', 400], 'no-console': 'off' } },
  {
    files: ['tools/**/*.mjs'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    rules: { eqeqeq: ['error', 'smart'], complexity: ['error', 10], 'no-unused-vars': 'error', 'max-lines': ['error', 250] },
  },
  prettier,
);
