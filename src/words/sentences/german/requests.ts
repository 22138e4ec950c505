import type { OfRequests } from '../sentences.js'

/** The German of what is told of requests, and of alerts. */
export const germanRequests: OfRequests = {
  // What a run or an estimate tells.
  'The series has as many drills as were requested: nothing is to be made':
    'Die Serie hat so viele Aufgaben, wie angefordert wurden: Es ist nichts zu erstellen',
  'The course has all that was asked for: nothing is to be made':
    'Der Kurs hat alles, was angefordert wurde: Es ist nichts zu erstellen',
  'The course has as many lessons as were requested: nothing is to be made':
    'Der Kurs hat so viele Lektionen, wie angefordert wurden: Es ist nichts zu erstellen',
  'Nothing was asked for: nothing is to be made': 'Es wurde nichts angefordert: Es ist nichts zu erstellen',
  'Each lesson gets 1 drill instead of {{wanted}}: the library has no more positions':
    'Jede Lektion bekommt 1 Aufgabe statt {{wanted}}: Die Bibliothek hat nicht mehr Stellungen',
  'Each lesson gets {{drills}} drills instead of {{wanted}}: the library has no more positions':
    'Jede Lektion bekommt {{drills}} Aufgaben statt {{wanted}}: Die Bibliothek hat nicht mehr Stellungen',
  'A call writes one lesson instead of {{wanted}}: the model could not take or write more at once':
    'Ein Aufruf schreibt eine Lektion statt {{wanted}}: Mehr kann das Modell nicht auf einmal aufnehmen oder schreiben',
  'A call writes {{lessons}} lessons instead of {{wanted}}: the model could not take or write more at once':
    'Ein Aufruf schreibt {{lessons}} Lektionen statt {{wanted}}: Mehr kann das Modell nicht auf einmal aufnehmen oder schreiben',
  '{{target}} drills were requested, {{possible}} are possible: a series draws at most {{max}} positions per phase and the library has {{counts}}':
    'Angeforderte Aufgaben: {{target}}, möglich: {{possible}}; Stellungen, die eine Serie je Phase zieht: höchstens {{max}}, in der Bibliothek: {{counts}}',
  'Not every phase has enough positions for an equal share ({{counts}}): the others give more drills instead':
    'Nicht jede Phase hat genug Stellungen für einen gleichen Anteil ({{counts}}): Die anderen liefern stattdessen mehr Aufgaben',
  // What is wrong with a request.
  'name the course to fill, or leave mode out to make a new one':
    'geben Sie den Kurs an, der ergänzt werden soll, oder lassen Sie mode weg, um einen neuen zu erstellen',
  'name the course to fill, with addTo': 'geben Sie mit addTo den Kurs an, der ergänzt werden soll',
  'say what the course is about: give topic, curriculum, or objectives':
    'geben Sie an, worum es im Kurs geht: topic, curriculum oder objectives',
  'give either count or fillTo: fillTo counts what the course has already':
    'geben Sie entweder count oder fillTo an: fillTo zählt mit, was der Kurs schon hat',
  'give either targetDrillCount or fillTo: fillTo counts what the series has already':
    'geben Sie entweder targetDrillCount oder fillTo an: fillTo zählt mit, was die Serie schon hat',
  'the course is of the format "{{format}}"; leave it out':
    'der Kurs hat das Format „{{format}}“; lassen Sie die Angabe weg',
  'there is no format "{{format}}"': 'es gibt kein Format „{{format}}“',
  'the format "{{format}}" is gone': 'das Format „{{format}}“ gibt es nicht mehr',
  'the format "{{format}}" has no plan; leave it out':
    'das Format „{{format}}“ hat keinen Plan; lassen Sie die Angabe weg',
  '"{{given}}" is none of {{allowed}}': '„{{given}}“ gehört nicht dazu: {{allowed}}',
  'curriculum {{id}} has {{given}}, more than a course covers: name at most {{max}}':
    'Lernziele des Lehrplans {{id}}: {{given}}, mehr, als ein Kurs abdeckt; nennen Sie höchstens {{max}}',
  'name the curriculum that the numbers are of, or give statements':
    'geben Sie den Lehrplan an, auf den sich die Nummern beziehen, oder geben Sie Formulierungen an',
  'name the curriculum that they are of': 'geben Sie den Lehrplan an, zu dem sie gehören',
  'the curriculum has none': 'der Lehrplan hat keine',
  'give one of its {{count}} statements, or 0 to {{last}}':
    'geben Sie eine seiner Formulierungen an (insgesamt {{count}}) oder eine Nummer von 0 bis {{last}}',
  'give some of its {{count}} statements': 'geben Sie einige seiner Formulierungen an (insgesamt {{count}})',
  'is no objective of the curriculum: {{said.allowed}}': 'ist kein Lernziel des Lehrplans: {{said.allowed}}',
  'name the game that the drills are of': 'geben Sie das Spiel an, zu dem die Aufgaben gehören',
  'name the game that they are of': 'geben Sie das Spiel an, zu dem sie gehören',
  'there is no game "{{game}}"': 'es gibt kein Spiel „{{game}}“',
  'the curriculum is for {{given}}, not for {{wanted}}': 'der Lehrplan ist für {{given}}, nicht für {{wanted}}',
  '"{{key}}" is written from "{{missing}}", which is not there: name it too':
    '„{{key}}“ wird aus „{{missing}}“ geschrieben, das es noch nicht gibt: Nennen Sie auch dieses',
  '{{key}} is named twice': '{{key}} ist zweimal genannt',
  'the lesson has no parts that a run wrote; name its sections':
    'die Lektion hat keine Teile, die ein Lauf geschrieben hat; nennen Sie ihre Abschnitte',
  'no run wrote any part of it, so there is nothing to write anew':
    'kein Lauf hat einen Teil davon geschrieben, daher gibt es nichts neu zu schreiben',
  'it has no part {{parts}}; it has {{allowed}}': 'nicht vorhandene Teile: {{parts}}; vorhanden: {{allowed}}',
  'give the id of a document': 'geben Sie die ID eines Dokuments an',
  'give a statement or a number': 'geben Sie eine Formulierung oder eine Nummer an',
  'use one of {{allowed}}': 'verwenden Sie: {{allowed}}',
  'is unknown: money is in US dollars, give maxCostUsd':
    'ist unbekannt: Beträge sind in US-Dollar, geben Sie maxCostUsd an',
  // Why a document could not be published.
  'Something went wrong': 'Etwas ist schiefgegangen',
  // Alerts.
  '{{timeouts}} of {{calls}} calls of the last hour had no answer in time: look at the provider, or give calls longer (model.timeoutMs)':
    'Aufrufe der letzten Stunde ohne rechtzeitige Antwort: {{timeouts}} von {{calls}}. Sehen Sie beim Anbieter nach, oder geben Sie Aufrufen mehr Zeit (model.timeoutMs)',
  '{{others}} of {{calls}} calls of the last hour went to another provider than the first: the log says how calls to the first one ended':
    'Aufrufe der letzten Stunde, die an einen anderen Anbieter als den ersten gingen: {{others}} von {{calls}}. Das Protokoll sagt, wie Aufrufe beim ersten endeten',
  'Only {{passes}} of {{answers}} answers of the last hour were what was requested: a model may have changed, or is too small for its task':
    'Brauchbare Antworten der letzten Stunde: nur {{passes}} von {{answers}}. Vielleicht hat sich ein Modell geändert, oder es ist zu klein für seine Aufgabe',
  'The queue stands still: 1 step is due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'Die Warteschlange steht still: 1 Schritt ist seit {{minutes}} min fällig, und keiner wurde begonnen oder beendet',
  'The queue stands still: {{steps}} steps are due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'Die Warteschlange steht still: {{steps}} Schritte sind fällig, der älteste seit {{minutes}} min, und keiner wurde begonnen oder beendet',
  'No worker was seen within the last minute: start one':
    'In der letzten Minute war kein Worker zu sehen: Starten Sie einen',
  '1 worker is there: look at the log of the workers, and whether they work on this queue':
    '1 Worker ist da: Sehen Sie im Protokoll der Worker nach, und prüfen Sie, ob sie diese Warteschlange bearbeiten',
  '{{workers}} workers are there: look at the log of the workers, and whether they work on this queue':
    '{{workers}} Worker sind da: Sehen Sie im Protokoll der Worker nach, und prüfen Sie, ob sie diese Warteschlange bearbeiten',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} waits: they go on by themselves; if this stays so, add workers and raise the limit':
    'Läufe in Arbeit: {{running}}, mehr sind gleichzeitig nicht möglich (limits.maxRunning), und {{waiting}} wartet: Es geht von selbst weiter; bleibt es so, fügen Sie Worker hinzu, und erhöhen Sie die Grenze',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} wait: they go on by themselves; if this stays so, add workers and raise the limit':
    'Läufe in Arbeit: {{running}}, mehr sind gleichzeitig nicht möglich (limits.maxRunning), und {{waiting}} warten: Es geht von selbst weiter; bleibt es so, fügen Sie Worker hinzu, und erhöhen Sie die Grenze',
  'The {{drafts}} drafts of the kind "{{kind}}" of the last day have a mean score of {{score}}, below {{min}}: GET /generation/quality says which flags they have, by model and prompt':
    'Mittlere Bewertung der Entwürfe der Art „{{kind}}“ vom letzten Tag (Anzahl: {{drafts}}): {{score}}, unter {{min}}. GET /generation/quality sagt, welche Auffälligkeiten sie haben, nach Modell und Prompt',
  'Requests of user {{user}} ({{role}}) were refused more than {{max}} times within an hour, the last one with {{code}}: raise the limit, or ask what sends them':
    'Anfragen von Benutzer {{user}} ({{role}}) wurden innerhalb einer Stunde mehr als {{max}} Mal abgelehnt, zuletzt mit {{code}}: Erhöhen Sie die Grenze, oder fragen Sie nach, was sie sendet',
  'Run {{run}} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough':
    'Lauf {{run}} war noch offen, als seine Zeit abgelaufen war, und wurde mit dem beendet, was er hatte. Prüfen Sie, ob überhaupt Worker Schritte übernehmen und ob es genug sind',
  'Run {{run}} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of {{table}}':
    'Lauf {{run}} hatte keinen Schritt mehr, der ihn beenden konnte, und bekam einen. Nur Worker schreiben Schritte: Prüfen Sie, wer sonst Zeilen von {{table}} schreibt oder löscht',
  'Step {{step}} of run {{run}} came to an end only when it was started {{count}} times':
    'Schritt {{step}} von Lauf {{run}} kam erst zu einem Ende, nachdem er {{count}} Mal begonnen worden war',
  'Step {{step}} of run {{run}} was started {{count}} times and never came to an end, so the run was given up':
    'Schritt {{step}} von Lauf {{run}} wurde {{count}} Mal begonnen und kam nie zu einem Ende, daher wurde der Lauf aufgegeben',
  'Step {{step}} of run {{run}} broke off {{count}} times and was given up':
    'Schritt {{step}} von Lauf {{run}} brach {{count}} Mal ab und wurde aufgegeben',
  'The last time: {{said.reason}}': 'Beim letzten Mal: {{said.reason}}',
  'The log of the workers says more': 'Mehr dazu steht im Protokoll der Worker',
  'The log of the workers says how it broke off; where they were killed, look at their memory':
    'Wie er abbrach, steht im Protokoll der Worker; wenn sie von außen beendet wurden, prüfen Sie ihren Arbeitsspeicher',
  'The budget of the site for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Das Budget der Website für diesen Tag (UTC) {{said.state}}: {{used}} von {{limit}}',
  'The budget of the site for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Das Budget der Website für diesen Monat (UTC) {{said.state}}: {{used}} von {{limit}}',
  'The budget of {{said.owner}} for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Das Budget von {{said.owner}} für diesen Tag (UTC) {{said.state}}: {{used}} von {{limit}}',
  'The budget of {{said.owner}} for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Das Budget von {{said.owner}} für diesen Monat (UTC) {{said.state}}: {{used}} von {{limit}}',
  'is used up': 'ist aufgebraucht',
  'is used to {{percent}} %': 'ist zu {{percent}} % verbraucht',
  'Runs that need it wait until the window opens, or somebody raises it':
    'Läufe, die es brauchen, warten, bis der nächste Zeitraum beginnt oder jemand es erhöht',
  'The budget of the site for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Das Budget der Website für einen Tag (UTC) ist zu klein: Ein Aufruf kann bis zu {{needed}} kosten, und die Grenze ist {{limit}}',
  'The budget of the site for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Das Budget der Website für einen Monat (UTC) ist zu klein: Ein Aufruf kann bis zu {{needed}} kosten, und die Grenze ist {{limit}}',
  'The budget of {{said.owner}} for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Das Budget von {{said.owner}} für einen Tag (UTC) ist zu klein: Ein Aufruf kann bis zu {{needed}} kosten, und die Grenze ist {{limit}}',
  'The budget of {{said.owner}} for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Das Budget von {{said.owner}} für einen Monat (UTC) ist zu klein: Ein Aufruf kann bis zu {{needed}} kosten, und die Grenze ist {{limit}}',
  'Runs that wait for it go on when somebody raises it':
    'Läufe, die darauf warten, gehen weiter, sobald jemand es erhöht',
  '{{provider}} ({{model}}) will not be called for {{said.duration}}: {{said.reason}}':
    '{{provider}} ({{model}}) wird {{said.duration}} lang nicht aufgerufen: {{said.reason}}',
  'Nobody was left to tell what became of this call. It counts as the most that it can have taken':
    'Niemand konnte mehr sagen, was aus diesem Aufruf wurde. Er zählt mit dem, was er höchstens verbraucht haben kann',
  'user {{user}}': 'Person {{user}}',
  'role {{role}}': 'Rolle {{role}}',
}
