import tseslint from 'typescript-eslint';

const NODE_IMPORTS = [
  { group: ['node:*', 'fs', 'path', 'crypto', 'http', 'https', 'os'], message: 'This folder runs where Node is not.' },
];

export default tseslint.config(
  {
    ignores: ['node_modules/', '.vox/', 'dist/', 'coverage/', 'reports/', '.stryker-tmp/', 'test/emulator/foreign/**/*.js', 'test/plants/**', '**/*.d.ts'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A lost promise is a lost call.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'max-params': ['error', { max: 3 }],
    },
  },
  {
    // What the platform or the clock decides must come from outside.
    files: ['contracts/**', 'scenarios/**', 'rules/**', 'operator/state/**', 'desk/lease/**', 'emulator/**', 'explorer/**', 'simulation/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Randomness comes from a seed that is passed in.' },
      ],
    },
  },
  {
    // The one place that reads the machine's clock for the emulator.
    files: ['emulator/clock/real-clock.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // The one place that reads the platform's clock for a scenario.
    files: ['scenarios/effects/clock.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['contracts/**', 'scenarios/**', 'rules/**', 'operator/**', 'desk/lease/**'],
    ignores: ['operator/build.ts', 'operator/build/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: NODE_IMPORTS }] },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500 }],
    },
  },
);
