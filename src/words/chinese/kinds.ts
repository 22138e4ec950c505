const steps = { batch: '批次', section: '章节', kit: '素材包摘要' }
const facts = { positionsLoaded: '抽取的局面', keys: '正确选项' }

/** What our kinds of content call their items, steps and facts; English has these words beside each kind. */
export const chineseKinds = {
  kinds: {
    drillSeries: {
      item: { other: '练习' },
      status: { planning: '正在挑选局面' },
      step: { generate: steps.batch },
      facts,
    },
    lessons: {
      item: { other: '课时' },
      items: { section: { other: '章节' } },
      status: { planning: '正在规划', running: '正在编写' },
      step: { generate: steps.batch, section: steps.section, kit: steps.kit },
      facts: { lessons: '课时', ...facts },
      inputs: { batchSize: '每次调用的课时数', addTo: '添加到课程' },
    },
    course: {
      item: { other: '部分' },
      status: { planning: '正在规划', running: '正在编写' },
      step: { generate: '课时', drills: '练习', section: steps.section, kit: steps.kit },
      facts: { lessons: '课时', sections: '章节', ...facts },
      inputs: {
        lessons: '课时数',
        drillsPerLesson: '每个课时的练习数',
        sections: '章节',
        mode: '模式',
        course: '继续完善的课程',
      },
    },
    regenerate: {
      item: { other: '文档' },
      status: { planning: '正在规划', running: '正在编写' },
      step: { generate: '文档', plan: '计划' },
      inputs: { targets: '文档', propose: '仅提出建议' },
    },
  },
}
