import { defineConfig, type Plugin } from 'vite';

const ENTRY = 'earshot.js';

/**
 * The first file is the group of everything that is needed at once; the entry that Rolldown leaves beside it only imports it.
 * (Where a module awaits at its top, as `ready.ts` does, Rolldown puts nothing together by itself.)
 */
function oneFirstFile(): Plugin {
  return {
    name: 'earshot-one-first-file',
    generateBundle(_options, bundle) {
      for (const [fileName, chunk] of Object.entries(bundle)) {
        if (chunk.type !== 'chunk') {
          continue;
        }
        if (fileName === ENTRY && chunk.imports.length > 0) {
          this.error(`${ENTRY} is not all that is loaded at once: ${chunk.imports.join(', ')}`);
        }
        if (chunk.isEntry) {
          if (chunk.code.trim() !== `import"./${ENTRY}";`) {
            this.error(`${fileName} does more than import ${ENTRY}`);
          }
          Reflect.deleteProperty(bundle, fileName);
        }
      }
    },
  };
}

// The bundle is committed. Its version is in the path that it is served at, so that parts of two versions never meet.
export default defineConfig({
  plugins: [oneFirstFile()],
  build: {
    target: 'es2022',
    outDir: '../custom_components/earshot/www',
    emptyOutDir: true,
    lib: { entry: 'src/earshot.ts', formats: ['es'], fileName: () => 'entry.js' },
    rolldownOptions: {
      preserveEntrySignatures: false,
      output: {
        minify: true,
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'] },
            // What the log and the audit share.
            { name: 'parts', minShareCount: 2 },
          ],
        },
        chunkFileNames: ({ name }) => (name === 'first' ? ENTRY : `earshot-${name.replace('-elements', '')}.js`),
      },
    },
    license: { fileName: 'LICENSES.md' },
    reportCompressedSize: true,
  },
});
