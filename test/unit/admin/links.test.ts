import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Plain links, with the reason why they are none to a page of the panel. */
const plain = {
  'drafts/RichText.tsx': 'what a text cites, on other sites',
  'map/ExportMenu.tsx': 'files of the API, whose address has the base path',
}

test('links to pages of the panel are those of Payload, which know the base path of the host', () => {
  const admin = 'src/admin'
  const files = readdirSync(admin, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  expect(files.length).toBeGreaterThan(80)
  const found = files.filter((file) => /<a[\s>]/.test(readFileSync(join(admin, file), 'utf8')))
  expect(found.sort()).toEqual(Object.keys(plain))
})
