'use client'
import { Button } from '@payloadcms/ui'
import { type ReactNode, useId, useState } from 'react'
import { queueGroups } from '../../../drafts/desk/vocabulary.js'
import { reviewKinds } from '../../../drafts/parts/draftFacts.js'
import { textOf } from '../../shared/api.js'
import { useAnswer } from '../../shared/useAnswer.js'
import { useWords } from '../../shared/useWords.js'
import { type DeskFilters, isFiltered, noFilters, queueFlags, queueStates } from '../deskAddress.js'

interface QueueFiltersProps {
  filters: DeskFilters
  onChange: (filters: DeskFilters) => void
  curriculaUrl: string
}

const groupWords = {
  run: 'review:groupRun',
  target: 'review:groupTarget',
  curriculum: 'review:groupCurriculum',
  none: 'review:groupNone',
} as const

/** What of the queue is listed, and below what. */
export const QueueFilters = ({ filters, onChange, curriculaUrl }: QueueFiltersProps) => {
  const words = useWords()
  const [isOpen, setOpen] = useState(isFiltered(filters) || filters.group !== noFilters.group)
  const curricula = useCurricula(curriculaUrl, isOpen)
  const set = (changed: Partial<DeskFilters>) => onChange({ ...filters, ...changed })
  const all = { value: '', label: words('review:any') }
  return (
    <details
      className="coursewright-filters"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      open={isOpen}
    >
      <summary>
        {words('review:filters')}
        {isFiltered(filters) && <span aria-hidden="true" className="coursewright-filters__dot" />}
      </summary>
      <div className="coursewright-filters__fields">
        <Choice
          label={words('review:filterState')}
          onChange={(state) => set({ state: state as DeskFilters['state'] })}
          options={queueStates.map((value) => ({ value, label: words(`deskStates:${value}`) }))}
          value={filters.state}
        />
        <Choice
          label={words('review:groupBy')}
          onChange={(group) => set({ group: group as DeskFilters['group'] })}
          options={queueGroups.map((value) => ({ value, label: words(groupWords[value]) }))}
          value={filters.group}
        />
        <Choice
          label={words('review:filterKind')}
          onChange={(kind) => set({ kind })}
          options={[all, ...reviewKinds.map((value) => ({ value, label: words.named('collections', value) }))]}
          value={filters.kind}
        />
        <Choice
          label={words('review:filterFlag')}
          onChange={(flag) => set({ flag })}
          options={[
            all,
            { value: 'any', label: words('review:anyFlag') },
            ...queueFlags.map((value) => ({ value, label: words.named('flags', value) })),
          ]}
          value={filters.flag}
        />
        <Choice
          label={words('review:filterCurriculum')}
          onChange={(curriculum) => set({ curriculum })}
          options={[all, ...curricula]}
          value={filters.curriculum}
        />
        <div className="coursewright-filters__checks">
          <Check isChecked={filters.mine} label={words('review:filterMine')} onChange={(mine) => set({ mine })} />
          {filters.run !== '' && (
            <Check isChecked label={words('review:filterRun')} onChange={() => set({ run: '' })} />
          )}
          {isFiltered(filters) && (
            <Button
              buttonStyle="none"
              className="coursewright-filters__clear"
              margin={false}
              onClick={() => onChange({ ...noFilters, group: filters.group })}
              size="small"
              type="button"
            >
              {words('review:clearFilters')}
            </Button>
          )}
        </div>
      </div>
    </details>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => {
  const id = useId()
  return (
    <div className="coursewright-filters__field">
      <label htmlFor={id}>{label}</label>
      <select id={id} onChange={({ target }) => onChange(target.value)} value={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

interface CheckProps {
  label: ReactNode
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}

const Check = ({ label, isChecked, onChange }: CheckProps) => (
  <label className="coursewright-filters__check">
    <input checked={isChecked} onChange={({ target }) => onChange(target.checked)} type="checkbox" />
    <span>{label}</span>
  </label>
)

/** Read once the user opens the filters. One that cannot be read leaves the others. */
const useCurricula = (url: string, isWanted: boolean): readonly { value: string; label: string }[] => {
  const { answer } = useAnswer<{ docs: Record<string, unknown>[] }>({
    question: `${url}?depth=0&limit=200&sort=subject&select[subject]=true`,
    isWanted,
  })
  return (answer?.docs ?? []).map(({ id, subject }) => ({ value: String(id), label: textOf(subject) }))
}
