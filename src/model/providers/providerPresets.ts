import type { ProviderPreset } from './ProviderPreset.js'
import { anthropic } from './presets/anthropic.js'
import { cerebras } from './presets/cerebras.js'
import { deepinfra } from './presets/deepinfra.js'
import { google } from './presets/google.js'
import { groq } from './presets/groq.js'
import { openai } from './presets/openai.js'

export const providerPresets = { openai, anthropic, google, groq, cerebras, deepinfra } as const satisfies Record<
  string,
  ProviderPreset
>

export type PresetName = keyof typeof providerPresets
