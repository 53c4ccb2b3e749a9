/** Deadlines of cases of the five places: names and what of them is published. */
export const casePresets = {
  luqiao: { name: '路桥', published: '一日内受理、五日内办结；红黄牌督办' },
  shawan: { name: '沙湾', published: '四级逐级上报；按时限亮绿、黄、红灯。时长未公开，取默认值' },
  rencheng: { name: '任城', published: '“网格吹哨、部门报到”。时长未公开，取工作时间默认值' },
  xindu: { name: '新都', published: '四级受理与流转。时长未公开，取默认值' },
  kaifeng: {
    name: '开封',
    published: '派单后实时跟踪，各环节时间由系统记录，网格长验收。时长未公开，取默认值',
  },
};
