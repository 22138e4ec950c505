import type { Endpoint, PayloadRequest } from 'payload'
import type { z } from 'zod'
import { requireReviewer } from '../../access/access.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { bodyOf } from '../body.js'
import type { Mutations } from '../runs/runMutations.js'
import { orderCourse, ordering } from './order.js'
import { readOutline } from './outline.js'
import { type CoursePublication, publishCourse, publishing } from './publish.js'

/**
 * `GET /courses/:id/outline` → `Outline`; `PATCH /courses/:id/outline {order, lessons?, series?, sections?}` → the new one;
 * `POST /courses/:id/publish {preview?, hash?}` → `CoursePublication`
 */
export const courseEndpoints = (settings: Settings, kinds: readonly RunKind[]): Endpoint[] => [
  {
    path: '/:id/outline',
    method: 'get',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json(await readOutline(settings, kinds, { req, id: idOf(req) }))
    },
  },
  {
    path: '/:id/outline',
    method: 'patch',
    handler: async (req) => {
      requireReviewer(settings, req)
      return Response.json(
        await orderCourse(settings, kinds, { req, id: idOf(req), asked: parse(ordering, await bodyOf(req)) }),
      )
    },
  },
  {
    path: '/:id/publish',
    method: 'post',
    handler: async (req) => {
      requireReviewer(settings, req)
      const publication = await publishCourse(settings, {
        req,
        id: idOf(req),
        asked: parse(publishing, await bodyOf(req)),
      })
      return Response.json({ ...publication, message: messageOf(publication) })
    },
  },
]

const idOf = ({ routeParams }: PayloadRequest): unknown => routeParams?.id

/** @throws RequestError 400 naming what is wrong */
const parse = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues, { what: 'The body is not valid.', root: '' })
}

const messageOf = ({ isPublished, publishes, leaves }: CoursePublication): string => {
  const count = (number: number) => `${number} ${number === 1 ? 'document' : 'documents'}`
  return `${count(publishes.length)} ${isPublished ? 'published' : 'to publish'}, ${count(leaves.length)} left as they are.`
}

/** `publishCourse(id, preview, hash)` → `CoursePublication` */
export const courseMutations =
  (settings: Settings): Mutations =>
  (graphQL) => {
    const text = { type: graphQL.GraphQLString }
    const required = { type: new graphQL.GraphQLNonNull(graphQL.GraphQLString) }
    const document = { collection: required, id: required, title: required }
    const listOf = (name: string, fields: object) => ({
      type: new graphQL.GraphQLNonNull(
        new graphQL.GraphQLList(
          new graphQL.GraphQLNonNull(new graphQL.GraphQLObjectType({ name, fields: { ...fields } })),
        ),
      ),
    })
    const reasons = { type: new graphQL.GraphQLList(new graphQL.GraphQLNonNull(graphQL.GraphQLString)) }
    const publication = new graphQL.GraphQLObjectType({
      name: 'CoursePublication',
      fields: {
        isPublished: { type: new graphQL.GraphQLNonNull(graphQL.GraphQLBoolean) },
        publishes: listOf('CoursePublicationDocument', document),
        leaves: listOf('CoursePublicationLeft', {
          ...document,
          ...{ reasons, review: text },
          problems: listOf('CoursePublicationProblem', { path: required, message: required }),
        }),
        already: { type: new graphQL.GraphQLNonNull(graphQL.GraphQLInt) },
        hash: required,
      },
    })
    type Given = { id: string; preview?: boolean; hash?: string }
    return {
      publishCourse: {
        type: publication,
        args: { id: required, preview: { type: graphQL.GraphQLBoolean }, hash: text },
        resolve: (_: unknown, { id, ...given }: Given, { req }: { req: PayloadRequest }) => {
          requireReviewer(settings, req)
          return publishCourse(settings, { req, id, asked: parse(publishing, given) })
        },
      },
    }
  }
