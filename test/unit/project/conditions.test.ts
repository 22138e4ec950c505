import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

test('packages are loaded as hosts load them, not their development builds', () => {
  const { resolve } = createRequire(import.meta.url)
  // Both have one under the import condition `development`.
  for (const name of ['micromark', 'mdast-util-from-markdown']) expect(resolve(name)).not.toContain('/dev/')
})
