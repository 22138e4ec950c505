import type { OfRequests } from '../sentences.js'

/** The Chinese of what is told of requests, and of alerts. */
export const chineseRequests: OfRequests = {
  // What a run or an estimate tells.
  'The series has as many drills as were requested: nothing is to be made': '练习集的练习已达到请求的数量：无需生成',
  'The course has all that was asked for: nothing is to be made': '课程已有请求的全部内容：无需生成',
  'The course has as many lessons as were requested: nothing is to be made': '课程的课时已达到请求的数量：无需生成',
  'Nothing was asked for: nothing is to be made': '没有请求任何内容：无需生成',
  'Each lesson gets 1 drill instead of {{wanted}}: the library has no more positions':
    '每个课时有 1 道练习，而不是 {{wanted}} 道：局面库中没有更多局面',
  'Each lesson gets {{drills}} drills instead of {{wanted}}: the library has no more positions':
    '每个课时有 {{drills}} 道练习，而不是 {{wanted}} 道：局面库中没有更多局面',
  'A call writes one lesson instead of {{wanted}}: the model could not take or write more at once':
    '一次调用编写 1 个课时，而不是 {{wanted}} 个：模型无法一次接收或写出更多',
  'A call writes {{lessons}} lessons instead of {{wanted}}: the model could not take or write more at once':
    '一次调用编写 {{lessons}} 个课时，而不是 {{wanted}} 个：模型无法一次接收或写出更多',
  '{{target}} drills were requested, {{possible}} are possible: a series draws at most {{max}} positions per phase and the library has {{counts}}':
    '请求了 {{target}} 道练习，可以生成 {{possible}} 道：练习集每个阶段最多抽取 {{max}} 个局面，而局面库中有 {{counts}}',
  'Not every phase has enough positions for an equal share ({{counts}}): the others give more drills instead':
    '并非每个阶段都有足够的局面来平均分配（{{counts}}）：改由其他阶段提供更多练习',
  // What is wrong with a request.
  'name the course to fill, or leave mode out to make a new one': '请指明要补全的课程，或省略 mode 以新建课程',
  'name the course to fill, with addTo': '请用 addTo 指明要补全的课程',
  'say what the course is about: give topic, curriculum, or objectives':
    '请说明课程的内容：填写 topic、curriculum 或 objectives',
  'give either count or fillTo: fillTo counts what the course has already':
    'count 和 fillTo 只能填写一个：fillTo 包括课程已有的数量',
  'give either targetDrillCount or fillTo: fillTo counts what the series has already':
    'targetDrillCount 和 fillTo 只能填写一个：fillTo 包括练习集已有的数量',
  'the course is of the format "{{format}}"; leave it out': '该课程的形式为“{{format}}”；请省略此项',
  'there is no format "{{format}}"': '没有形式“{{format}}”',
  'the format "{{format}}" is gone': '形式“{{format}}”已不存在',
  'the format "{{format}}" has no plan; leave it out': '形式“{{format}}”没有计划；请省略此项',
  '"{{given}}" is none of {{allowed}}': '“{{given}}”不在其中：{{allowed}}',
  'curriculum {{id}} has {{given}}, more than a course covers: name at most {{max}}':
    '教学大纲 {{id}} 有 {{given}} 个，超过一门课程所能涵盖的数量：请最多指明 {{max}} 个',
  'name the curriculum that the numbers are of, or give statements': '请指明这些编号所属的教学大纲，或填写表述',
  'name the curriculum that they are of': '请指明它们所属的教学大纲',
  'the curriculum has none': '该教学大纲中没有',
  'give one of its {{count}} statements, or 0 to {{last}}': '请填写其 {{count}} 个表述之一，或 0 到 {{last}}',
  'give some of its {{count}} statements': '请填写其 {{count}} 个表述中的若干个',
  'is no objective of the curriculum: {{said.allowed}}': '不是该教学大纲的学习目标：{{said.allowed}}',
  'name the game that the drills are of': '请指明练习所属的棋种',
  'name the game that they are of': '请指明它们所属的棋种',
  'there is no game "{{game}}"': '没有棋种“{{game}}”',
  'the curriculum is for {{given}}, not for {{wanted}}': '该教学大纲适用于 {{given}}，不适用于 {{wanted}}',
  '"{{key}}" is written from "{{missing}}", which is not there: name it too':
    '“{{key}}”依据“{{missing}}”编写，而后者不存在：请一并指明',
  '{{key}} is named twice': '{{key}} 指明了两次',
  'the lesson has no parts that a run wrote; name its sections': '该课时没有由生成任务编写的部分；请指明其章节',
  'no run wrote any part of it, so there is nothing to write anew': '其中没有由生成任务编写的部分，因此无内容可重写',
  'it has no part {{parts}}; it has {{allowed}}': '其中没有部分 {{parts}}；其中有 {{allowed}}',
  'give the id of a document': '请填写文档的 id',
  'give a statement or a number': '请提供陈述或编号',
  'use one of {{allowed}}': '请使用：{{allowed}}',
  'is unknown: money is in US dollars, give maxCostUsd': '未知：金额以美元计，请填写 maxCostUsd',
  // Why a document could not be published.
  'Something went wrong': '出了点问题',
  // Alerts.
  '{{timeouts}} of {{calls}} calls of the last hour had no answer in time: look at the provider, or give calls longer (model.timeoutMs)':
    '最近一小时的 {{calls}} 次调用中有 {{timeouts}} 次未及时得到回答：请查看提供方，或延长调用的时限（model.timeoutMs）',
  '{{others}} of {{calls}} calls of the last hour went to another provider than the first: the log says how calls to the first one ended':
    '最近一小时的 {{calls}} 次调用中有 {{others}} 次没有由首选提供方处理：日志中有首选提供方的调用结果',
  'Only {{passes}} of {{answers}} answers of the last hour were what was requested: a model may have changed, or is too small for its task':
    '最近一小时的 {{answers}} 个回答中只有 {{passes}} 个符合请求：模型可能有变化，或规模太小而不能胜任',
  'The queue stands still: 1 step is due, the oldest for {{minutes}} minutes, and none was begun or ended':
    '队列停滞：有 1 个步骤到期，最早的已等待 {{minutes}} 分钟，没有任何步骤开始或结束',
  'The queue stands still: {{steps}} steps are due, the oldest for {{minutes}} minutes, and none was begun or ended':
    '队列停滞：有 {{steps}} 个步骤到期，最早的已等待 {{minutes}} 分钟，没有任何步骤开始或结束',
  'No worker was seen within the last minute: start one': '最近一分钟内没有发现工作进程：请启动一个',
  '1 worker is there: look at the log of the workers, and whether they work on this queue':
    '有 1 个工作进程：请查看工作进程的日志，以及它是否在处理此队列',
  '{{workers}} workers are there: look at the log of the workers, and whether they work on this queue':
    '有 {{workers}} 个工作进程：请查看工作进程的日志，以及它们是否在处理此队列',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} waits: they go on by themselves; if this stays so, add workers and raise the limit':
    '有 {{running}} 个生成任务进行中，已达到同时处理的上限（limits.maxRunning），另有 {{waiting}} 个在等待：它会自动继续；如果一直如此，请增加工作进程并提高上限',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} wait: they go on by themselves; if this stays so, add workers and raise the limit':
    '有 {{running}} 个生成任务进行中，已达到同时处理的上限（limits.maxRunning），另有 {{waiting}} 个在等待：它们会自动继续；如果一直如此，请增加工作进程并提高上限',
  'The {{drafts}} drafts of the kind "{{kind}}" of the last day have a mean score of {{score}}, below {{min}}: GET /generation/quality says which flags they have, by model and prompt':
    '最近一天类型为“{{kind}}”的 {{drafts}} 份草稿平均评分为 {{score}}，低于 {{min}}：GET /generation/quality 会按模型和提示词列出它们的标记',
  'Requests of user {{user}} ({{role}}) were refused more than {{max}} times within an hour, the last one with {{code}}: raise the limit, or ask what sends them':
    '用户 {{user}}（{{role}}）的请求在一小时内被拒绝超过 {{max}} 次，最近一次为 {{code}}：请提高上限，或询问这些请求由什么发出',
  'Run {{run}} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough':
    '生成任务 {{run}} 到时仍未结束，已按现有内容结束。请查看工作进程是否在处理步骤，以及数量是否足够',
  'Run {{run}} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of {{table}}':
    '生成任务 {{run}} 已没有可以将其结束的步骤，因此补了一个。步骤只由工作进程写入：请查看还有谁在写入或删除 {{table}} 的行',
  'Step {{step}} of run {{run}} came to an end only when it was started {{count}} times':
    '生成任务 {{run}} 的步骤 {{step}} 启动到第 {{count}} 次才结束',
  'Step {{step}} of run {{run}} was started {{count}} times and never came to an end, so the run was given up':
    '生成任务 {{run}} 的步骤 {{step}} 启动了 {{count}} 次，始终没有结束，因此已放弃该生成任务',
  'Step {{step}} of run {{run}} broke off {{count}} times and was given up':
    '生成任务 {{run}} 的步骤 {{step}} 中断了 {{count}} 次，已放弃',
  'The last time: {{said.reason}}': '最近一次：{{said.reason}}',
  'The log of the workers says more': '工作进程的日志中有更多信息',
  'The log of the workers says how it broke off; where they were killed, look at their memory':
    '工作进程的日志中写有中断的情况；如果工作进程被强行终止，请查看其内存',
  'The budget of the site for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    '本站今日（UTC）的预算{{said.state}}：{{used}}，上限 {{limit}}',
  'The budget of the site for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    '本站本月（UTC）的预算{{said.state}}：{{used}}，上限 {{limit}}',
  'The budget of {{said.owner}} for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    '{{said.owner}} 今日（UTC）的预算{{said.state}}：{{used}}，上限 {{limit}}',
  'The budget of {{said.owner}} for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    '{{said.owner}} 本月（UTC）的预算{{said.state}}：{{used}}，上限 {{limit}}',
  'is used up': '已用完',
  'is used to {{percent}} %': '已使用 {{percent}}%',
  'Runs that need it wait until the window opens, or somebody raises it':
    '需要此预算的生成任务会等到下一个预算周期开始，或有人提高预算',
  'The budget of the site for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    '本站每日（UTC）的预算过小：一次调用最多可能需要 {{needed}}，而上限为 {{limit}}',
  'The budget of the site for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    '本站每月（UTC）的预算过小：一次调用最多可能需要 {{needed}}，而上限为 {{limit}}',
  'The budget of {{said.owner}} for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    '{{said.owner}} 每日（UTC）的预算过小：一次调用最多可能需要 {{needed}}，而上限为 {{limit}}',
  'The budget of {{said.owner}} for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    '{{said.owner}} 每月（UTC）的预算过小：一次调用最多可能需要 {{needed}}，而上限为 {{limit}}',
  'Runs that wait for it go on when somebody raises it': '等待此预算的生成任务会在有人提高预算后继续',
  '{{provider}} ({{model}}) will not be called for {{said.duration}}: {{said.reason}}':
    '{{said.duration}}内不会再调用 {{provider}}（{{model}}）：{{said.reason}}',
  'Nobody was left to tell what became of this call. It counts as the most that it can have taken':
    '没有留下任何进程能说明此次调用的结果。它按最多可能的用量计算',
  'user {{user}}': '用户 {{user}}',
  'role {{role}}': '角色 {{role}}',
}
