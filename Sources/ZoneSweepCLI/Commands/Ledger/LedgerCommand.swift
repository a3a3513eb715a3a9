internal import ArgumentParser

/// `zonesweep ledger`
struct LedgerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ledger",
      abstract: say("The rectification ledger: what was done about each finding.", zh: "整改清单台账：每个问题如何处置。"),
      discussion: say(
        """
        A case goes reported → filed → dispatched → in work → handled → closed. Every step is an event that is only ever added, \
        tied to the one before it; a closing is verified by somebody else than the handler.

        examples:
          zonesweep ledger open --project city.gpkg --by "campaign office" --limit "2 days"
          zonesweep ledger list --project city.gpkg --overdue
        """,
        zh: """
          案件依次为：已上报 → 已立案 → 已派遣 → 整改中 → 已处置 → 已结案。每一步都是只增不改的记录，前后相连；结案须由处置方以外的人核查。

          示例：
            zonesweep ledger open --project 潮州.gpkg --by 创卫办 --limit 2天
            zonesweep ledger list --project 潮州.gpkg --overdue
          """),
      subcommands: [
        LedgerListCommand.self, LedgerOpenCommand.self, LedgerShowCommand.self,
        LedgerAssignCommand.self, LedgerCloseCommand.self, LedgerVerifyCommand.self, LedgerReopenCommand.self,
        LedgerStepCommand.self, LedgerExtendCommand.self, LedgerFiguresCommand.self, LedgerPlanCommand.self,
        LedgerRecurrencesCommand.self, LedgerDutiesCommand.self, LedgerTableCommand.self,
      ])
  }
}
