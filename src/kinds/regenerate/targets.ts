import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { checkMayChange } from '../../access/access.js'
import { isDocumentId } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { readLatest } from '../../drafts/ownWrites.js'
import { type DraftName, draftCollections, draftFacts, draftNameOf } from '../../drafts/parts/draftFacts.js'
import { draftPartsOf, rewritableParts, titleOfDraft } from '../../drafts/parts/draftParts.js'
import { RequestError } from '../../errors.js'
import { type RegenerateInput, type RegenerateTarget, regenerateInput } from '../../generators/regenerateInput.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { quoted, shorten } from '../../text.js'

type Fields = Readonly<Record<string, unknown>>

/** A document that is written anew, as its newest version has it. */
export interface FoundTarget extends RegenerateTarget {
  readonly name: DraftName
  readonly doc: Fields
  /** Names of the parts that are written. */
  readonly wanted: readonly string[]
}

/** @throws RequestError 400 naming what is wrong with the input or one of its documents, 403 for one that the user may not change */
export const findTargets = async (
  settings: Settings,
  req: PayloadRequest,
  given: unknown,
): Promise<{ input: RegenerateInput; targets: FoundTarget[] }> => {
  const parsed = regenerateInput.safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues)
  const targets: FoundTarget[] = []
  for (const [index, target] of parsed.data.targets.entries()) {
    const key = keyOfDocument(target)
    if (targets.some((other) => keyOfDocument(other) === key)) {
      throw invalidInput([{ path: ['targets', index], message: `${key} is named twice` }])
    }
    targets.push(await findTarget(settings, req, { target, path: `targets.${index}` }))
  }
  return { input: parsed.data, targets }
}

const findTarget = async (
  settings: Settings,
  req: PayloadRequest,
  { target, path }: { target: RegenerateTarget; path: string },
): Promise<FoundTarget> => {
  const { slugs } = settings
  const name = draftNameOf(slugs, target.relationTo)
  if (!name) {
    throw invalidInput([{ path: [path, 'relationTo'], message: `use one of ${draftCollections(slugs).join(', ')}` }])
  }
  await checkReadable(settings, req, { name, value: target.value, path })
  await checkMayChange(req, { collection: slugs[name], id: target.value })
  const doc = await readLatest(settings, req, { name, id: target.value })
  if (!doc) throw unknown(path, target)
  const names = rewritableParts(settings, name, doc)
  if (names.length === 0) {
    const message =
      name === 'lessons'
        ? 'the lesson has no parts that a run wrote; name its sections'
        : 'no run wrote any part of it, so there is nothing to write anew'
    throw invalidInput([{ path: [path], message }])
  }
  const strange = target.parts?.filter((part) => !names.includes(part)) ?? []
  if (strange.length > 0) {
    const said = strange.map(quoted).join(', ')
    throw invalidInput([{ path: [path, 'parts'], message: `it has no part ${said}; it has ${names.join(', ')}` }])
  }
  // What a person took out comes back only where it is asked for by name.
  const gone = draftPartsOf(name, doc)
    .filter(({ state }) => state === 'deleted')
    .map((part) => part.name)
  return { ...target, name, doc, wanted: target.parts ?? names.filter((part) => !gone.includes(part)) }
}

/** With a user on the request it must be one that the user may read; jobs carry none, and were checked before. */
const checkReadable = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { name, value, path }: { name: DraftName; value: Id; path: string },
): Promise<void> => {
  const found = isDocumentId(req.payload, slugs[name], value)
    ? await req.payload.findByID({
        ...{ collection: slugs[name], id: value, depth: 0, disableErrors: true, overrideAccess: !req.user, req },
        ...(draftFacts[name].hasVersions ? { draft: true } : {}),
      })
    : null
  if (!found) throw unknown(path, { relationTo: slugs[name], value })
}

const unknown = (path: string, { relationTo, value }: { relationTo: string; value: Id }): RequestError =>
  new RequestError(
    400,
    `${path}: there is no document ${shorten(String(value), 64)} in "${relationTo}", or you may not read it.`,
    {
      code: 'unknown_document',
      relationTo,
      value,
    },
  )

export const titleOf = ({ name, doc, relationTo, value }: FoundTarget): string =>
  titleOfDraft(name, doc) || `${relationTo} ${value}`

/** What a step writes anew; stored, so that a retry does the same. */
export const regenerateStepSchema = z.object({
  key: z.string(),
  relationTo: z.string(),
  value: id,
  parts: z.array(z.string()).nullish(),
  feedback: z.string().nullish(),
  /** From 0: of a section that is written in several calls, one that is not the last. */
  call: z.number().nullish(),
})
