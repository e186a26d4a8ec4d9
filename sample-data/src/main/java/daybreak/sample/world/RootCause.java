package daybreak.sample.world;

/** Why clients complain, in the words of the service desk. */
enum RootCause {
    SEEPAGE("渗漏未披露", "listing_defect", 3),
    NO_CALL_BACK("带看后无人回访", "service_fault", 1),
    LATE("带看迟到", "service_fault", 1),
    FEES("费用不透明", "service_fault", 2),
    WRONG_LISTING("房源信息不实", "service_fault", 2),
    SLOW_TRANSFER("过户拖延", "service_fault", 2),
    NOISE("噪音未告知", "listing_defect", 2),
    COMMISSION("误解佣金条款", "misunderstanding", 1),
    UNKNOWN("", "", 1);

    final String label;
    final String attribution;
    final int severity;

    RootCause(String label, String attribution, int severity) {
        this.label = label;
        this.attribution = attribution;
        this.severity = severity;
    }
}
