'use client'
import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { forestOf, type Outline } from '../../generators/content/forest.js'
import { messageOf, newRequestKey, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { ExportMenu } from './ExportMenu.js'
import { changeNode, type Edit, type EditName, editBy, type MapLimits, type MapNode, replaceTree } from './editTree.js'
import { FileButton } from './FileButton.js'
import { IdeaFields } from './IdeaFields.js'
import { MapDrawing } from './MapDrawing.js'
import { MapTools } from './MapTools.js'
import { type TreeCommand, TreeList } from './TreeList.js'
import { useTreeRows } from './useTreeRows.js'
import '../shared/forms/form.css'
import './map.css'

/** How large a part of a format may grow. */
interface PartLimits extends MapLimits {
  format: string
  section: string
  part: string
}

interface MindMapProps {
  /** Of the list of nodes in the form. */
  path: string
  readOnly?: boolean
  /** Of the parts of formats. */
  limits: readonly PartLimits[]
  /** Of trees that are an editor's own. */
  ownLimits: MapLimits
  /** The collection that has exports and imports of it; none where there are none. */
  collection?: string
}

/** The field of a tree's nodes: drawn, and edited as a tree. It is stored as the list that it was. */
export const MindMap = ({ path, readOnly = false, limits: known, ownLimits, collection }: MindMapProps) => {
  const words = useWords()
  const { id: documentId, docPermissions } = useDocumentInfo()
  const { api } = useAddresses()
  const { nodes, problems, setNodes } = useTreeRows(path)
  const forest = useMemo(() => forestOf(nodes), [nodes])
  const about = useAbout(path)
  const limits = known.find((one) => isOf(one, about)) ?? ownLimits

  const [chosen, setChosen] = useState<string>()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [wanted, setWanted] = useState<Wanted>()
  const [focusCount, setFocusCount] = useState(0)
  const [past, setPast] = useState<readonly (readonly MapNode[])[]>([])
  const [said, setSaid] = useState<{ text: string; isProblem: boolean }>()
  const label = useRef<HTMLInputElement>(null)
  const current = nodes.find(({ id }) => id === chosen) ?? forest[0]?.node

  const rename = useCallback(() => {
    label.current?.focus()
    label.current?.select()
  }, [])
  // The form draws a change a moment after it was made, and what is drawn anew has no focus.
  useLayoutEffect(() => {
    if (!wanted || wanted.before === nodes) return
    setWanted(undefined)
    if (wanted.place === 'words') rename()
    else setFocusCount((count) => count + 1)
  }, [wanted, nodes, rename])

  const remember = () => setPast((before) => [...before.slice(-mostUndone + 1), nodes])
  const apply = (edit: Edit, text: string, isNamed = false): void => {
    if ('refused' in edit) {
      setSaid({ text: words(`mapRefusals:${edit.refused}`, { ...limits }), isProblem: true })
      return
    }
    remember()
    setNodes(edit.nodes)
    setChosen(edit.focus)
    setSaid({ text, isProblem: false })
    setWanted({ place: isNamed ? 'words' : 'list', before: nodes })
  }
  const show = (id: string, isShown: boolean) =>
    setClosed((before) => {
      const next = new Set(before)
      if (isShown) next.delete(id)
      else next.add(id)
      return next
    })
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    setNodes(last)
    setSaid({ text: words('map:undone'), isProblem: false })
    setWanted({ place: 'list', before: nodes })
  }
  const command = (name: TreeCommand): void => {
    if (readOnly) return
    if (name === 'undo') undo()
    else if (name === 'rename') rename()
    else {
      const added = { id: newRowId(), label: words('map:newIdea') }
      const edit = editBy(name, { nodes, id: current?.id, limits, added })
      const isNew = name === 'addChild' || name === 'addSibling'
      if (isNew && current) show(current.id, true)
      apply(edit, saidOf(name, edit), isNew)
    }
  }
  const saidOf = (name: EditName, edit: Edit): string => {
    if (name === 'addChild' || name === 'addSibling') return words('map:added')
    if (name !== 'remove') return words('map:moved', { label: current?.label ?? '' })
    return words('map:removed', { count: nodes.length - ('nodes' in edit ? edit.nodes.length : 0) })
  }
  const read = async (file: File): Promise<void> => {
    try {
      const url = `${api(`/${collection ?? ''}`)}/import`
      const { outline } = await requestJson<{ outline: readonly Outline[] }>({ url, method: 'POST', body: file })
      const edit = replaceTree(nodes, { outline, limits, newId: newRowId })
      apply(edit, words('map:imported', { count: 'nodes' in edit ? edit.nodes.length : 0 }))
    } catch (error) {
      setSaid({ text: messageOf(words, error), isProblem: true })
    }
  }

  const title = about.heading || words('map:title')
  const notes = [
    ...(forest.length > 1 ? [words('map:manyRoots')] : []),
    ...(nodes.some((node) => node.label.trim() === '') ? [words('map:emptyLabel')] : []),
    ...problems.map((problem) => words.told(problem)),
  ]
  return (
    <div className="field-type coursewright-map">
      <MapDrawing chosen={current?.id} forest={forest} title={title} />
      <MapTools canAdd={!readOnly} canUndo={past.length > 0} hasIdea={current !== undefined} onCommand={command}>
        {collection !== undefined && documentId !== undefined && about.name !== undefined && (
          <ExportMenu
            formats={['markdown', 'mermaid', 'opml']}
            // Versions are drafts; a condition of the host's is an object. Who may not read them is shown what is published, and exports that.
            isOfDraft={Boolean(docPermissions?.readVersions)}
            label={words('files:exportPart')}
            params={{ part: about.name }}
            url={`${api(`/${collection}`)}/${encodeURIComponent(documentId)}/export`}
          />
        )}
        {collection !== undefined && !readOnly && (
          <FileButton
            busyLabel={words('map:reading')}
            id={`coursewright-import-${path.replaceAll('.', '-')}`}
            label={words('map:import')}
            onFile={read}
          />
        )}
      </MapTools>
      <p className={`coursewright-message${said?.isProblem ? ' coursewright-message--error' : ''}`} role="status">
        {said?.text}
      </p>
      {notes.map((note) => (
        <p className="coursewright-message coursewright-message--warning" key={note}>
          {note}
        </p>
      ))}
      {current ? (
        <div className="coursewright-map__editor">
          <TreeList
            chosen={current.id}
            closed={closed}
            focusCount={focusCount}
            forest={forest}
            label={words('map:list', { title })}
            onChoose={setChosen}
            onClose={(id, isClosed) => show(id, !isClosed)}
            onCommand={command}
          />
          <IdeaFields
            id={path.replaceAll('.', '-')}
            isReadOnly={readOnly}
            key={current.id}
            labelRef={label}
            node={current}
            onBegin={() => {
              // A change that came to nothing is not waited for any more.
              setWanted(undefined)
              remember()
            }}
            onChange={(change) => setNodes(changeNode(nodes, current.id, change))}
            onLeave={() => setFocusCount((count) => count + 1)}
          />
        </div>
      ) : (
        <p className="coursewright-field__hint">{words('map:empty')}</p>
      )}
    </div>
  )
}

/** Where the keyboard is to stand once the form has other nodes than these. */
interface Wanted {
  place: 'list' | 'words'
  before: readonly MapNode[]
}

const mostUndone = 50

/** As Payload makes the ids of rows. */
const newRowId = (): string => newRequestKey().slice(0, 24)

/** What the form says of the block and its document. */
const useAbout = (path: string) => {
  const block = path.slice(0, path.lastIndexOf('.'))
  const value = (name: string) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: always the same, in the same order.
    useFormFields(([fields]) => {
      const found = fields[name]?.value
      return typeof found === 'string' && found !== '' ? found : undefined
    })
  const [part, id, heading] = [value(`${block}.part`), value(`${block}.id`), value(`${block}.heading`)]
  const [format, section] = [value('format'), value('key')]
  return { part, heading, format, section, name: part ?? id }
}

/** A section names itself; a lesson has parts of whatever section of its format is written into it. */
const isOf = (one: PartLimits, { part, format, section }: ReturnType<typeof useAbout>): boolean =>
  one.part === part && one.format === format && (section === undefined || one.section === section)
