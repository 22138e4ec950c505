'use client'
import { Button } from '@payloadcms/ui'
import { type FormEvent, useState } from 'react'
import { InputField } from '../shared/InputField.js'
import { SelectField } from '../shared/SelectField.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useFirstFocus } from '../shared/useFirstFocus.js'
import { words } from '../words.js'
import { FileChoice } from './FileChoice.js'
import type { ImportProps } from './ImportProps.js'
import type { ImportRequest } from './ImportRequest.js'
import { ImportResult } from './ImportResult.js'
import { useImport } from './useImport.js'

interface ImportFormProps extends ImportProps {
  onImported: () => void
  onClose: () => void
}

const { importing } = words

/** A file of positions, and what the file itself does not say. */
export const ImportForm = ({ games, difficulties, formats, positionsSlug, ...on }: ImportFormProps) => {
  const { api } = useAddresses()
  const [file, setFile] = useState<File>()
  const [isFileMissing, setFileMissing] = useState(false)
  const [request, setRequest] = useState<ImportRequest>({
    format: '',
    game: games[0]?.slug ?? '',
    phase: '',
    difficulty: '',
    source: '',
  })
  const { send, isImporting, answer, problem, startOver } = useImport(api(`/${positionsSlug}/import`), on.onImported)
  const first = useFirstFocus<HTMLInputElement>()
  const change = (change: Partial<ImportRequest>) => setRequest((request) => ({ ...request, ...change }))
  const phases = games.find(({ slug }) => slug === request.game)?.phases ?? []

  if (answer) {
    const another = () => {
      setFile(undefined)
      startOver()
    }
    return <ImportResult answer={answer} onAnother={another} onClose={on.onClose} />
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setFileMissing(!file)
    if (file && !isImporting) void send(file, request)
  }
  return (
    <form className="coursewright-form" noValidate onSubmit={submit}>
      <p className="coursewright-form__intro">{importing.intro}</p>
      <FileChoice
        file={file}
        inputRef={first}
        onChange={(file) => {
          setFile(file)
          setFileMissing(false)
        }}
        problem={isFileMissing ? importing.noFile : undefined}
      />
      <div className="coursewright-form__pair">
        <SelectField
          id="coursewright-import-game"
          label={importing.game}
          onChange={(game) => change({ game, phase: '' })}
          options={[
            ...games.map(({ slug, label }) => ({ value: slug, label })),
            { value: '', label: importing.gameFromFile },
          ]}
          value={request.game}
        />
        <SelectField
          id="coursewright-import-format"
          label={importing.format}
          onChange={(format) => change({ format })}
          options={[
            { value: '', label: importing.formatFromName },
            ...formats.map((format) => ({ value: format, label: format.toUpperCase() })),
          ]}
          value={request.format}
        />
        <SelectField
          id="coursewright-import-phase"
          label={importing.phase}
          onChange={(phase) => change({ phase })}
          options={[{ value: '', label: importing.phaseFromPosition }, ...phases]}
          value={request.phase}
        />
        <SelectField
          id="coursewright-import-difficulty"
          label={importing.difficulty}
          onChange={(difficulty) => change({ difficulty })}
          options={[{ value: '', label: importing.difficultyFromFile }, ...difficulties]}
          value={request.difficulty}
        />
      </div>
      <InputField
        hint={importing.sourceHint}
        id="coursewright-import-source"
        label={importing.source}
        onChange={(source) => change({ source })}
        value={request.source}
      />
      <div className="coursewright-form__actions">
        <Button disabled={isImporting} margin={false} type="submit">
          {isImporting ? importing.submitting : importing.submit}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={on.onClose} type="button">
          {importing.close}
        </Button>
      </div>
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </form>
  )
}
