import { defineConfig } from 'vite';

// The bundle is committed. Its version is in the path that it is served at, so that parts of two versions never meet.
export default defineConfig({
  build: {
    target: 'es2022',
    outDir: '../custom_components/earshot/www',
    emptyOutDir: true,
    lib: { entry: 'src/earshot.ts', formats: ['es'], fileName: () => 'earshot.js' },
    rolldownOptions: {
      // What parts share with the first file stays in it: one file shows the home.
      preserveEntrySignatures: 'allow-extension',
      output: { chunkFileNames: 'earshot-[name].js' },
    },
    reportCompressedSize: true,
  },
});
