import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  // The sounds lie in the house's assets, beside this folder.
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["es2022", "safari16.4"],
    // A content security policy without data: must be able to serve this.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ["desk.html", "lobby.html", "office.html"] },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
