import { buildConfig, type PayloadRequest, type SanitizedCollectionConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { hostConfig } from '../plugins/hostConfig.js'

const roleOf = (user: object) => Reflect.get(user, 'plays')
const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({ roleOf })] }))
const ours = collections.filter(({ slug }) => !slug.startsWith('payload-') && slug !== 'users')
const mayReadVersions = async ({ access }: SanitizedCollectionConfig, user: object | null) =>
  access.readVersions?.({ req: { user } as PayloadRequest })

const userWho = (plays: string) => ({ id: 1, collection: 'users', plays })

test('versions are for reviewers, in every collection of ours', async () => {
  expect(ours.length).toBeGreaterThan(8)
  for (const collection of ours) {
    const { slug } = collection
    for (const role of ['teacher', 'editor', 'admin']) {
      expect({ slug, role, may: await mayReadVersions(collection, userWho(role)) }).toEqual({ slug, role, may: true })
    }
    expect({ slug, may: await mayReadVersions(collection, userWho('student')) }).toEqual({ slug, may: false })
    expect({ slug, may: await mayReadVersions(collection, null) }).toEqual({ slug, may: false })
  }
})
