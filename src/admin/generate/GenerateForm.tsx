'use client'
import { Button } from '@payloadcms/ui'
import { type FormEvent, useState } from 'react'
import { SelectField, useFirstFocus } from '../shared/form.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { NumberFields, PhaseChoice } from './DrillFields.js'
import { changedRequest, type DrillRequest, type GenerateProps, phasesOf, readRequest } from './drillRequest.js'
import { EstimateView, useEstimate } from './Estimate.js'
import { useChoices } from './useChoices.js'
import { type StartedRun, useStartRun } from './useStartRun.js'

interface GenerateFormProps extends GenerateProps {
  preset: Partial<DrillRequest>
  onStarted: (run: StartedRun) => void
  onClose: () => void
}

/** Everything a drill series is asked for with, and what it will take, before anything is spent. */
export const GenerateForm = (props: GenerateFormProps) => {
  const { games, difficulties, defaults, slugs, preset } = props
  const words = useWords()
  const { api } = useAddresses()
  const [request, setRequest] = useState<DrillRequest>(() => {
    const game = preset.game ?? games[0]?.slug ?? ''
    return {
      game,
      targetDrillCount: String(defaults.targetDrillCount),
      phases: phasesOf(games, game),
      batchSize: String(defaults.batchSize),
      difficulty: preset.difficulty ?? '',
      curriculum: preset.curriculum ?? '',
      profile: preset.profile ?? '',
      addTo: preset.addTo ?? '',
    }
  })
  const curricula = useChoices({ url: api(`/${slugs.curricula}`), titleField: 'subject' })
  const profiles = useChoices({ url: api(`/${slugs.profiles}`), titleField: 'name' })
  const { input, problems = {} } = readRequest(words, request, phasesOf(games, request.game))
  const { state, isLoading, available } = useEstimate(api(`/${slugs.generationRuns}/estimate`), request.game, input)
  const { start, isStarting, problem } = useStartRun({
    url: api(`/${slugs.generationRuns}`),
    onStarted: props.onStarted,
  })
  const first = useFirstFocus<HTMLInputElement>()
  const change = (change: Partial<DrillRequest>) =>
    setRequest((request) => changedRequest({ request, change, games, curricula: curricula.choices }))
  const cannotStart = isStarting || !input || state.status === 'refused'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The panel lives inside the page of a document, whose own form must not hear of this.
    event.stopPropagation()
    if (!cannotStart) void start(input)
  }

  return (
    <form
      aria-describedby="coursewright-generate-intro"
      className="coursewright-form"
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
      onSubmit={submit}
    >
      <p className="coursewright-form__intro" id="coursewright-generate-intro">
        {words(request.addTo ? 'generate:addIntro' : 'generate:intro')}
      </p>
      {props.isOffline && <p className="coursewright-message">{words('generate:offline')}</p>}
      <NumberFields change={change} firstRef={first} problems={problems} request={request} />
      {games.length > 1 && !request.addTo && (
        <SelectField
          id="coursewright-game"
          label={words('generate:game')}
          onChange={(game) => change({ game })}
          options={games.map(({ slug, label }) => ({ value: slug, label }))}
          value={request.game}
        />
      )}
      <PhaseChoice
        available={available}
        chosen={request.phases}
        onChange={(phases) => change({ phases })}
        phases={games.find(({ slug }) => slug === request.game)?.phases ?? []}
        problem={problems.phases}
      />
      <div className="coursewright-form__pair">
        <SelectField
          id="coursewright-difficulty"
          label={words('generate:difficulty')}
          onChange={(difficulty) => change({ difficulty })}
          options={[{ value: '', label: words('generate:anyDifficulty') }, ...difficulties]}
          value={request.difficulty}
        />
        <SelectField
          id="coursewright-profile"
          label={words('generate:profile')}
          onChange={(profile) => change({ profile })}
          options={[
            { value: '', label: words('generate:anyProfile') },
            ...profiles.choices.map(({ id, label }) => ({ value: id, label })),
          ]}
          problem={profiles.hasFailed ? words('generate:profilesFailed') : undefined}
          value={request.profile}
        />
      </div>
      <SelectField
        hint={words('generate:curriculumHint')}
        id="coursewright-curriculum"
        label={words('generate:curriculum')}
        onChange={(curriculum) => change({ curriculum })}
        options={[
          { value: '', label: words('generate:noCurriculum') },
          ...curricula.choices
            .filter(({ game }) => game === request.game)
            .map(({ id, label }) => ({ value: id, label })),
        ]}
        problem={curricula.hasFailed ? words('generate:curriculaFailed') : undefined}
        value={request.curriculum}
      />
      <EstimateView isLoading={isLoading} state={state} />
      <div className="coursewright-form__actions">
        <Button
          disabled={cannotStart}
          extraButtonProps={{ 'aria-describedby': 'coursewright-estimate-message coursewright-start-problem' }}
          id="coursewright-submit"
          margin={false}
          type="submit"
        >
          {words(isStarting ? 'generate:submitting' : 'generate:submit')}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={props.onClose} type="button">
          {words('generate:cancel')}
        </Button>
        <kbd className="coursewright-form__shortcut">{words('generate:shortcut')}</kbd>
      </div>
      <p className="coursewright-message coursewright-message--error" id="coursewright-start-problem" role="alert">
        {problem}
      </p>
    </form>
  )
}
