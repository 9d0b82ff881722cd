import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

const sources = ['electron/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}']

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
const noProcessEnvironmentAtImport = {
  selector: 'Program > VariableDeclaration MemberExpression[object.name="process"][property.name="env"]',
  message: 'Nothing reads the environment on import.',
}

export default defineConfig([
  globalIgnores(['out/', 'dist/', 'node_modules/', 'test-results/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: sources,
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-param-reassign': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, noProcessEnvironmentAtImport],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'lodash', message: 'The language has it.' },
            { name: 'moment', message: 'Ask shared/time.' },
            { name: 'better-sqlite3', message: 'The store is encrypted: see electron/desk/storage.' },
          ],
          patterns: [{ group: ['**/out/**'], message: 'Import the source.' }],
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers read well in templates, and an async function may have nothing to wait for when a port asks for a promise.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
      // These know neither what an await may have changed, nor that a port's methods are plain functions.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Matters of taste.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['electron/desk/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'The desk keeps the settings.' }],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // Playwright's fixtures are written so.
      'no-empty-pattern': 'off',
      // What comes over HTTP or out of a window is looked at, not trusted: an assertion fails where a type would have.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // An old Electron has old calls only.
    files: ['test/stand-in/**/*.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['build/**/*.{mjs,cjs}'],
    extends: [typescript.configs.recommended],
    rules: { eqeqeq: 'error', 'no-restricted-syntax': ['error', noDefaultExport], '@typescript-eslint/no-require-imports': 'off' },
  },
])
