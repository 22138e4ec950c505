'use client'
import { Button, Dropzone } from '@payloadcms/ui'
import { type FormEvent, type Ref, useState } from 'react'
import { formatBytes, formatNumber } from '../shared/format.js'
import { InputField, SelectField } from '../shared/forms/form.js'
import { useFirstFocus } from '../shared/forms/useFirstFocus.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import type { ImportAnswer, ImportProps, ImportRequest } from './importRequest.js'
import { useImport } from './useImport.js'

interface ImportFormProps extends ImportProps {
  onImported: () => void
  onClose: () => void
}

/** A file of positions, and what the file itself does not say. */
export const ImportForm = ({ games, difficulties, formats, positionsSlug, ...on }: ImportFormProps) => {
  const words = useWords()
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
      <p className="coursewright-form__intro">{words('importing:intro')}</p>
      <FileChoice
        file={file}
        inputRef={first}
        onChange={(file) => {
          setFile(file)
          setFileMissing(false)
        }}
        problem={isFileMissing ? words('importing:noFile') : undefined}
      />
      <div className="coursewright-form__pair">
        <SelectField
          id="coursewright-import-game"
          label={words('importing:game')}
          onChange={(game) => change({ game, phase: '' })}
          options={[
            ...games.map(({ slug, label }) => ({ value: slug, label })),
            { value: '', label: words('importing:gameFromFile') },
          ]}
          value={request.game}
        />
        <SelectField
          id="coursewright-import-format"
          label={words('importing:format')}
          onChange={(format) => change({ format })}
          options={[
            { value: '', label: words('importing:formatFromName') },
            ...formats.map((format) => ({ value: format, label: format.toUpperCase() })),
          ]}
          value={request.format}
        />
        <SelectField
          id="coursewright-import-phase"
          label={words('importing:phase')}
          onChange={(phase) => change({ phase })}
          options={[{ value: '', label: words('importing:phaseFromPosition') }, ...phases]}
          value={request.phase}
        />
        <SelectField
          id="coursewright-import-difficulty"
          label={words('importing:difficulty')}
          onChange={(difficulty) => change({ difficulty })}
          options={[{ value: '', label: words('importing:difficultyFromFile') }, ...difficulties]}
          value={request.difficulty}
        />
      </div>
      <InputField
        hint={words('importing:sourceHint')}
        id="coursewright-import-source"
        label={words('importing:source')}
        onChange={(source) => change({ source })}
        value={request.source}
      />
      <div className="coursewright-form__actions">
        <Button disabled={isImporting} margin={false} type="submit">
          {words(isImporting ? 'importing:submitting' : 'importing:submit')}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={on.onClose} type="button">
          {words('importing:close')}
        </Button>
      </div>
      <p className="coursewright-message coursewright-message--error" role="alert">
        {problem}
      </p>
    </form>
  )
}

interface FileChoiceProps {
  file: File | undefined
  onChange: (file: File | undefined) => void
  problem?: string
  inputRef: Ref<HTMLInputElement>
}

/** A file from the disk or dropped here. */
const FileChoice = ({ file, onChange, problem, inputRef }: FileChoiceProps) => {
  const words = useWords()
  return (
    <div className={`coursewright-field${problem ? ' coursewright-field--wrong' : ''}`}>
      <label className="coursewright-field__label" htmlFor="coursewright-file">
        {words('importing:file')}
      </label>
      <Dropzone className="coursewright-file" onChange={(files) => onChange(files[0])}>
        <input
          accept=".epd,.csv,.jsonl,.ndjson,.pgn,.txt"
          aria-describedby={problem ? 'coursewright-file-problem' : undefined}
          aria-invalid={problem ? true : undefined}
          id="coursewright-file"
          onChange={({ target }) => onChange(target.files?.[0])}
          ref={inputRef}
          type="file"
        />
        <span aria-live="polite">
          {file
            ? words('importing:chosen', { name: file.name, size: formatBytes(words, file.size) })
            : words('importing:drop')}
        </span>
      </Dropzone>
      {problem ? (
        <p className="coursewright-field__problem" id="coursewright-file-problem">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

interface ImportResultProps {
  answer: ImportAnswer
  onAnother: () => void
  onClose: () => void
}

/** Rows a table stays usable with; who has more bad lines has the wrong format. */
const MOST_LINES = 500

/** What was imported, and each line that was not with the reason. */
const ImportResult = ({ answer, onAnother, onClose }: ImportResultProps) => {
  const words = useWords()
  const { imported, unchanged, failed, errors, refusal } = answer
  const first = useFirstFocus<HTMLParagraphElement>()
  return (
    <div className="coursewright-form">
      <p
        className={`coursewright-message${refusal ? ' coursewright-message--error' : ''}`}
        ref={first}
        role="status"
        tabIndex={-1}
      >
        {refusal !== undefined ? words.told(refusal) : words('importing:result', { imported, unchanged, failed })}
      </p>
      {errors.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <section aria-label={words('importing:failed')} className="coursewright-lines" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words('importing:line')}</th>
                <th scope="col">{words('importing:reason')}</th>
              </tr>
            </thead>
            <tbody>
              {errors.slice(0, MOST_LINES).map(({ line, reason }) => (
                <tr key={`${line} ${reason}`}>
                  <td>{formatNumber(words, line)}</td>
                  <td>{words.told(reason)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {errors.length > MOST_LINES && <p>{words('importing:moreLines', { lines: errors.length - MOST_LINES })}</p>}
        </section>
      )}
      <div className="coursewright-form__actions">
        <Button margin={false} onClick={onClose} type="button">
          {words('importing:close')}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onAnother} type="button">
          {words('importing:another')}
        </Button>
      </div>
    </div>
  )
}
