import type { Payload, TypedUser } from 'payload'
import { type Reader, wordsOf } from '../../words/words.js'
import { difficultyChoices, gameChoices } from '../shared/choices.js'
import { ListHeaderActions } from '../shared/panel.js'
import { settingsOf } from '../shared/serverSide.js'
import type { GenerateProps } from './drillRequest.js'
import { GenerateButton, GenerateOnCurriculum, GenerateOnSeries } from './GenerateButton.js'

interface GenerateDrillsProps {
  i18n: Reader
  payload: Payload
  place: 'curriculum' | 'list' | 'series'
  user?: TypedUser | null
}

/**
 * The Generate button, on the server: who may not generate is not sent it, and the browser gets plain facts about games
 * and defaults instead of the settings. For `admin.components.Description` of a list (`place: 'list'`) and for
 * `edit.beforeDocumentControls` of a curriculum or a series.
 */
export const GenerateDrills = ({ i18n, payload, place, user }: GenerateDrillsProps) => {
  const { drillSeries, enabled, games, model, roleOf, slugs } = settingsOf(payload)
  const role = user ? roleOf(user) : undefined
  if (!role || !enabled) return null
  const props: GenerateProps = {
    games: gameChoices(games),
    difficulties: difficultyChoices(wordsOf(i18n)),
    defaults: { targetDrillCount: drillSeries.targetDrillCount, batchSize: drillSeries.batchSize },
    slugs: {
      curricula: slugs.curricula,
      drillSeries: slugs.drillSeries,
      generationRuns: slugs.generationRuns,
      profiles: slugs.profiles,
    },
    isOffline: model.providers[0].offline,
    opens: role === 'student' ? 'run' : 'series',
  }
  if (place === 'curriculum') return <GenerateOnCurriculum {...props} />
  // Who may not change the series may not add to it either.
  if (place === 'series') return role === 'student' ? null : <GenerateOnSeries {...props} />
  return (
    <ListHeaderActions>
      <GenerateButton {...props} />
    </ListHeaderActions>
  )
}
