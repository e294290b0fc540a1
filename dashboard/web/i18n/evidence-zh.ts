/** Sentences about evidence that leaves the house, in Chinese. */
export const evidenceZh = {
  'bundle.download': '下载证据包',
  'bundle.hint': '一个文件，含轨迹点、原始报文、附件、规则与参数、处置记录和哈希链，可离线校验。',
};
