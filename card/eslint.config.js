import js from '@eslint/js';
import globals from 'globals';
import lit from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['coverage', 'dist', 'node_modules'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  lit.configs['flat/recommended'],
  a11y.configs.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
);
