'use client'
import { useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { KnownKinds } from '../run/kindWords.js'
import { RunCard } from '../run/RunCard.js'
import { isFinal, type RunState } from '../run/runState.js'
import type { DocumentId } from '../shared/api.js'
import { useFreshForm } from '../shared/forms/useFreshForm.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { OutlineList } from './OutlineList.js'
import { PublishCourse } from './PublishCourse.js'
import { type Lists, type OutlineItem, useListsInForm, useOutline } from './useOutline.js'
import './outline.css'

interface CourseOutlineProps {
  slugs: {
    courses: string
    generationBreakers: string
    generationRuns: string
    plans: string
  }
  kinds: KnownKinds
}

/** On the page of a course: what it has and lacks, how far the run is that writes it, and publishing it. */
export const CourseOutline = (props: CourseOutlineProps) => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Panel {...props} id={id} />
}

const lists: readonly Lists[] = ['lessons', 'sections', 'series']

const Panel = ({ slugs, kinds, id }: CourseOutlineProps & { id: DocumentId }) => {
  const words = useWords()
  const { api } = useAddresses()
  const isModified = useFormModified()
  const url = `${api(`/${slugs.courses}`)}/${encodeURIComponent(id)}`
  const { outline, problem, reload, move } = useOutline(`${url}/outline`)
  const [said, setSaid] = useState('')
  useListsInForm(outline)
  const refresh = useFreshForm(url)
  if (!outline) return problem ? <p className="coursewright-message coursewright-message--error">{problem}</p> : null
  const { lessons, sections, series, missing, run } = outline
  const count = (items: readonly OutlineItem[]) => items.filter((item) => item.id !== null).length
  const isEmpty = lists.every((list) => outline[list].length === 0)
  const onMove =
    (list: Lists) =>
    async (items: readonly OutlineItem[], { title, number }: { title: string; number: number }) => {
      const isMoved = await move(list, items)
      if (isMoved) setSaid(words('outline:moved', { title, number, total: items.length }))
    }
  return (
    <section aria-labelledby="coursewright-outline-title" className="field-type coursewright-outline">
      {run && (
        <RunCard hasSteps={false} key={run.id} kinds={kinds} query={{ field: 'id', id: run.id }} slugs={slugs}>
          {({ state }) => <Follow onChange={reload} onEnd={refresh} state={state} />}
        </RunCard>
      )}
      <div className="coursewright-outline__head">
        <h3 id="coursewright-outline-title">{words('outline:title')}</h3>
        <p>
          {words('outline:counts', { lessons: count(lessons), sections: count(sections), series: count(series) })}
          {missing > 0 && <strong>{words('outline:missing', { count: missing })}</strong>}
        </p>
        <PublishCourse courseUrl={url} isDisabled={isModified} onDone={reload} onPublished={refresh} />
      </div>
      {problem && <p className="coursewright-message coursewright-message--error">{problem}</p>}
      {isModified && <p className="coursewright-outline__hint">{words('outline:saveFirst')}</p>}
      {isEmpty && <p>{words('outline:nothing')}</p>}
      {lists.map((list) => (
        <OutlineList
          heading={words(`collections:${list}`)}
          items={outline[list]}
          key={list}
          onChange={reload}
          onMove={isModified ? undefined : onMove(list)}
        />
      ))}
      <p className="coursewright-hidden" role="status">
        {said}
      </p>
    </section>
  )
}

interface FollowProps {
  state: (Pick<RunState, 'progress' | 'status'> & Partial<Pick<RunState, 'steps'>>) | undefined
  onChange: () => void
  /** The run ended while the user looked on: what it wrote into the course itself is not in the form yet. */
  onEnd: () => Promise<unknown>
}

/** Looks again whenever a step has begun, ended, or saved something. Shows nothing. */
const Follow = ({ state, onChange, onEnd }: FollowProps) => {
  const steps = (state?.steps ?? []).map(({ index, status, saved, missing }) => [index, status, saved, missing])
  const told = state && JSON.stringify([state.status, state.progress, steps])
  useEffect(() => {
    if (told !== undefined) onChange()
  }, [told, onChange])
  const wasOpen = useRef(false)
  const hasEnded = state && isFinal(state.status)
  useEffect(() => {
    if (hasEnded && wasOpen.current) void onEnd()
    wasOpen.current = hasEnded === false
  }, [hasEnded, onEnd])
  return null
}
