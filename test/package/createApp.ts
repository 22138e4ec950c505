import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

interface CreateApp {
  folder: string
  /** Of the packed package. */
  tarball: string
}

const root = path.resolve(fileURLToPath(import.meta.url), '../../..')

/** The least a Payload app consists of, with the package as its only other dependency; npm has yet to install it. */
export const createApp = ({ folder, tarball }: CreateApp): void => {
  mkdirSync(folder, { recursive: true })
  cpSync(path.join(root, 'test/package/blankApp'), folder, { recursive: true })
  // Payload's routes are the same in every host, pages for learners are not; the import map is what the app has to generate.
  cpSync(path.join(root, 'app/(payload)'), path.join(folder, 'app/(payload)'), { recursive: true })
  writeFileSync(path.join(folder, 'app/(payload)/admin/importMap.js'), 'export const importMap = {}\n')
  writeFileSync(path.join(folder, 'next-env.d.ts'), '/// <reference types="next" />\n')

  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]))
  const manifest = {
    name: 'blank-app',
    private: true,
    type: 'module',
    dependencies: { ...pick(hostPackages), 'payload-coursewright': `file:${tarball}` },
    devDependencies: pick(['@types/node', '@types/react', '@types/react-dom', 'typescript']),
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  lend(path.join(root, 'node_modules'), folder)
}

/**
 * Packages that are here already, as npm finds them in a folder that it has filled before: it keeps what the manifest asks for,
 * takes away all else, and need not unpack 350 packages again. Where they cannot be linked, npm installs all.
 */
const lend = (packages: string, folder: string): void => {
  const { status } = spawnSync('cp', ['-al', packages, folder], { stdio: 'ignore' })
  if (status !== 0) rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
}

const hostPackages = [
  '@payloadcms/db-postgres',
  '@payloadcms/next',
  '@payloadcms/richtext-lexical',
  '@payloadcms/ui',
  'graphql',
  'next',
  'payload',
  'react',
  'react-dom',
]
