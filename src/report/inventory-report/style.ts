const BROAD =
  ':is(#inventory-topics,#inventory-groups,#inventory-subjects,#inventory-brokers,[id^=inventory-connectors-])';

/** What this page has beside others: broad tables, headings that sort, names that may be long. */
export const style = `
[id^=inventory-] th[scope=row]{overflow-wrap:anywhere;min-width:8rem}
button.sort{border:0;padding:0;font:inherit;color:inherit;text-align:inherit}
button.sort:hover{text-decoration:underline}
[aria-sort=ascending] .sort::after{content:" ↑"}
[aria-sort=descending] .sort::after{content:" ↓"}
section>p{overflow-wrap:anywhere}
.banner+.standing{margin-top:1rem}
.one-table>.table:not(:has(#inventory-subjects,[id^=inventory-connectors-])) caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.one-table>.table{margin-top:1rem}
@media screen and (min-width:60rem){
.table:has(${BROAD}){width:min(100vw - 5rem,74rem);margin-left:calc((min(100vw - 5rem,74rem) - var(--wide))/-2);overflow-x:auto}
}
@media print,(min-width:44rem){
[id^=inventory-] td{overflow-wrap:anywhere}
[id^=inventory-] .figure{overflow-wrap:normal}
#inventory-topics td:not(:last-child){overflow-wrap:normal}
#inventory-attention thead :nth-child(1){width:38%}
#inventory-attention thead :nth-child(2){width:30%}
#inventory-obtained thead :nth-child(1){width:22%}
#inventory-obtained thead :nth-child(2){width:18%}
}
@media print{
button.sort::after{content:none}
${BROAD} :is(th,td){font-size:6pt;padding-right:.3rem}
${BROAD} th[scope=row]{min-width:0}
}
`;
