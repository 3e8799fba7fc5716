import { defineConfig } from 'vitest/config';

// What does not render is tested whole; what renders is tested in a browser, against Home Assistant.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Properties are tried out a hundred times over, on slow machines too.
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/{api,model,timeline,i18n,log,strategy}/**/*.ts'],
      exclude: ['src/**/*.element.ts', 'src/**/*.styles.ts', 'src/**/types.ts'],
      thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
      reporter: ['text-summary', 'text'],
      skipFull: true,
    },
  },
});
