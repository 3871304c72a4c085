/** The modes of Database Insights, as RDS spells them. */
export const INSIGHTS = ["standard", "advanced"] as const;
export type DatabaseInsights = (typeof INSIGHTS)[number];

/** What each mode keeps, in days: the length that is free, and the one that `advanced` asks for (RDS user guide). */
const RETENTION_DAYS: Readonly<Record<DatabaseInsights, number>> = { standard: 7, advanced: 465 };

/** How long the figures of a mode are kept, in days. */
export function insightsRetentionDays(insights: DatabaseInsights): number {
    return RETENTION_DAYS[insights];
}
