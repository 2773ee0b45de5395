package org.fastlabel.it.browser;

/** The names by which a test finds things on the pages, in one language. */
record Words(String label, String review, String autolabel, String config, String cards, String confirm, String undo, String query,
        String predictions, String asPositive, String download, String colon, String labelledPattern) {

    static final Words ENGLISH = new Words("Labeling", "Review Confirmed", "Autolabel (AI)", "Configuration", "Cards of this batch",
            "Confirm & Train", "Undo", "Describe the positive class", "Predictions", "Confirm as positive", "Download", ": ",
            "%d labelled");
    static final Words CHINESE = new Words("标注", "已确认", "自动标注 (AI)", "配置", "本批卡片", "确认并训练", "撤销", "描述正类", "预测结果",
            "确认为正类", "下载", "：", "已标注 %d");

    String labelled(int count) {
        return String.format(labelledPattern, count);
    }
}
