'use client'
import type { Ref } from 'react'
import { InputField } from '../shared/InputField.js'
import { words } from '../words.js'
import type { DrillRequest } from './DrillRequest.js'
import type { RequestProblems } from './readRequest.js'

interface NumberFieldsProps {
  request: DrillRequest
  problems: RequestProblems
  change: (change: Partial<DrillRequest>) => void
  firstRef: Ref<HTMLInputElement>
}

export const NumberFields = ({ request, problems, change, firstRef }: NumberFieldsProps) => (
  <div className="coursewright-form__pair">
    <InputField
      id="coursewright-target"
      inputRef={firstRef}
      label={words.generate.target}
      min={1}
      onChange={(targetDrillCount) => change({ targetDrillCount })}
      problem={problems.targetDrillCount}
      type="number"
      value={request.targetDrillCount}
    />
    <InputField
      hint={words.generate.batchSizeHint}
      id="coursewright-batch-size"
      label={words.generate.batchSize}
      max={10}
      min={1}
      onChange={(batchSize) => change({ batchSize })}
      problem={problems.batchSize}
      type="number"
      value={request.batchSize}
    />
  </div>
)
