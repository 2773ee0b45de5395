/** The words that several pages of the Golden Noise workspace use; see ../words.js. */
import { ANALYSIS_WORDS } from './analysis/words.js';
import { EXPORT_WORDS } from './export/words.js';
import { HISTORY_WORDS } from './history/words.js';
import { SETUP_WORDS } from './setup/words.js';
import { WORK_WORDS } from './work/words.js';

export const GOLDEN_WORDS = {
  ...SETUP_WORDS,
  ...WORK_WORDS,
  ...HISTORY_WORDS,
  ...ANALYSIS_WORDS,
  ...EXPORT_WORDS,

  'tab.setup': ['Setup', '参数设置'],
  'tab.work': ['Workbench', '工作台'],
  'tab.history': ['History', '历史'],
  'tab.analysis': ['Analysis', '分析'],
  'tab.export': ['Export', '导出'],
  'clamp.more': ['Show all', '展开'],
  'clamp.less': ['Show less', '收起'],

  'verdict.golden': ['golden', '黄金'],
  'verdict.bad': ['bad', '差'],
  'verdict.neither': ['not chosen', '未选'],
  'verdict.none': ['not marked', '未标记'],

  'work.golden.model': ['Loading the model', '正在载入模型'],
  'work.golden.batch': ['Making pictures', '正在生成图像'],
  'work.golden.analysis': ['Analysis', '分析'],
  'work.golden.learning': ['Learning from the records', '正在从记录中学习'],

  'golden.status.none': ['no session yet', '尚无会话'],
  'golden.status.prompts': ['{n} of {of} {of|prompt|prompts}', '提示词 {n}/{of}'],
  'golden.status.golden': ['★ {n} golden', '★ 黄金 {n}'],
  'golden.status.share': ['★ {n} golden ({share} of those shown)', '★ 黄金 {n}（占已显示的 {share}）'],
  'golden.status.ahead': ['{n} {n|group|groups} ready ahead', '已预生成 {n} 组'],
  'golden.status.making': ['making pictures', '正在生成'],
  'golden.status.busy': ['working', '处理中'],

  'golden.sent': ['{n} kept {n|judgement was|judgements were} sent.', '已发送保存的 {n} 条判断。'],
  'golden.undo.none': ['There is nothing to undo.', '没有可撤销的操作。'],
  'golden.undone.selection': ['The last group is here again; your marks are kept.', '已恢复上一组，标记已保留。'],
  'golden.undone.pair': ['The last comparison is here again.', '已恢复上一次比较。'],
  'golden.undone.skip': ['The skipped prompt is here again.', '已恢复跳过的提示词。'],

  'help.golden.undo': ['Take the last step back', '撤销上一步'],
  'help.golden.goto': ['Go to Setup, Workbench, History, Analysis, Export, Label, Data Hub', '前往参数设置、工作台、历史、分析、导出、标注、数据中台'],
  'help.golden.escape': ['Close what is open, leave the comparison', '关闭弹出内容，退出并排比较'],
  'help.golden.number': ['Golden: the picture of this number', '将该数字的图像标为黄金'],
  'help.golden.badnumber': ['Bad: the picture of this number (Alt works too)', '将该数字的图像标为差（也可用 Alt）'],
  'help.golden.move': ['Move between pictures', '在图像间移动'],
  'help.golden.golden': ['Golden, or not', '标为黄金或取消'],
  'help.golden.bad': ['Bad, or not', '标为差或取消'],
  'help.golden.submit': ['Submit and go on', '提交并进入下一组'],
  'help.golden.skip': ['Skip this prompt', '跳过此提示词'],
  'help.golden.more': ['Another group of this prompt', '此提示词再来一组'],
  'help.golden.recommended': ['The seeds that the selector recommends', '使用选择器推荐的种子'],
  'help.golden.compare': ['The golden ones side by side', '并排比较黄金图像'],
  'help.golden.zoom': ['Enlarge; the arrows go on to the next', '放大，方向键切换'],
  'help.golden.choose': ['The left one, the right one', '选左图、选右图'],
  'help.golden.tie': ['Neither is better', '难分高下'],
  'help.golden.next': ['After the last pair: go on', '最后一对之后：继续'],
  'help.golden.mouse': ['With the mouse: a click is golden, Shift and click bad, a double click enlarges. A click on a seed copies it.', '鼠标：单击为黄金，Shift 单击为差，双击放大。单击种子可复制。'],
  'help.golden.touch': ['By touch: tap for golden, ✕ for bad, a long press enlarges.', '触屏：轻点为黄金，点 ✕ 为差，长按放大。'],
  'help.golden.marks': ['What is neither golden nor bad is recorded as shown and not chosen.', '既非黄金也非差的图像记为“已显示、未选”。'],
};
