'use client'
import { Button, useAllFormFields } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { useIsWide } from '../board/useIsWide.js'
import { textOf } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { DrillShown } from './DrillShown.js'

/**
 * At the top of a drill's form: the drill as a learner sees it, with what the form holds just now. The board stands beside the
 * form, where it stays in sight; where there is no room beside, it stands here.
 */
export const LearnersView = () => {
  const words = useWords()
  const id = useId()
  const isWide = useIsWide()
  const [isAnswered, setAnswered] = useState(false)
  const [state] = useAllFormFields()
  // Typing stays quick while this catches up.
  const shown = useDeferredValue(state)
  const fields = useMemo(() => reduceFieldsToValues(shown, true), [shown])
  return (
    <section aria-labelledby={id} className="field-type coursewright-learner">
      <header className="coursewright-learner__head">
        <h3 id={id}>{words('fields:learnersView')}</h3>
        <Button
          buttonStyle="secondary"
          extraButtonProps={{ 'aria-pressed': isAnswered }}
          margin={false}
          onClick={() => setAnswered(!isAnswered)}
          size="small"
          type="button"
        >
          {words(isAnswered ? 'drillForm:hideAnswer' : 'drillForm:showAnswer')}
        </Button>
      </header>
      {textOf(fields.prompt).trim() === '' && !Array.isArray(fields.choices) ? (
        <p className="coursewright-board__note">{words('drillForm:empty')}</p>
      ) : (
        <DrillShown fields={fields} hasBoard={!isWide} isAnswered={isAnswered} />
      )}
    </section>
  )
}
