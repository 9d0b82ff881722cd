import { defineConfig } from 'vitest/config'
import product from './package.json' with { type: 'json' }

const parts = ['unit', 'desk', 'walls']

export default defineConfig({
  define: { __COMPTOIR_VERSION__: JSON.stringify(product.version) },
  test: {
    environment: 'node',
    testTimeout: 30_000,
    projects: parts.map((name) => ({ extends: true, test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`] } })),
  },
})
