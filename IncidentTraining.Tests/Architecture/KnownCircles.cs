namespace IncidentTraining.Tests.Architecture;

/// <summary>Circles that are left: remove a line when its circle is cut. A new one, or a namespace that joins one, fails the
/// test.</summary>
internal static class KnownCircles
{
    public static IReadOnlyList<string> Core { get; } =
    [
        "Curriculum, Curriculum.Folders, Curriculum.Rendering",
        "Documents, Documents.Checks, Documents.Checks.Timelines, Documents.Kinds, Documents.Team",
        "PracticeShop, PracticeShop.Actions, PracticeShop.Actions.CreateIndex, PracticeShop.Actions.Database, "
            + "PracticeShop.Actions.Experiments, PracticeShop.Actions.Flags, PracticeShop.Actions.Instances, "
            + "PracticeShop.Actions.Network, PracticeShop.Actions.Payments, PracticeShop.Actions.Redis, "
            + "PracticeShop.Actions.ResizePool, PracticeShop.Actions.RollBack, PracticeShop.Actions.ShedTraffic, "
            + "PracticeShop.Actions.Smoke, PracticeShop.Actions.Workers, PracticeShop.Components.Api, "
            + "PracticeShop.Components.Chaos, PracticeShop.Components.Customers, PracticeShop.Components.Database, "
            + "PracticeShop.Components.Deploys, PracticeShop.Components.Exports, PracticeShop.Components.Gateway, PracticeShop.Components.Orders, "
            + "PracticeShop.Components.Probes, PracticeShop.Components.Recommendations, PracticeShop.Components.Status, "
            + "PracticeShop.Components.Work, PracticeShop.Faults, PracticeShop.Faults.Api, PracticeShop.Faults.Customers, "
            + "PracticeShop.Faults.Database, PracticeShop.Faults.Gateway, PracticeShop.Faults.Platform, "
            + "PracticeShop.Faults.Work, PracticeShop.Scenarios, PracticeShop.Telemetry, PracticeShop.Telemetry.Alerts, "
            + "PracticeShop.Telemetry.Logs, PracticeShop.Telemetry.Measures, PracticeShop.Telemetry.Readers, "
            + "PracticeShop.Telemetry.Traces",
        "Quizzes.Attempts, Quizzes.Grading",
        "Reviews, Reviews.Agreement, Reviews.Changes, Reviews.Grading, Reviews.Samples",
    ];

    public static IReadOnlyList<string> Web { get; } =
    [
        "Components, Components.Layout, Components.Shared, Features.Documents, Features.Paging, Features.People, "
            + "Features.Reviews, Features.RunbookTrials, Features.Runs, Features.Schedule, Http",
        "Startup, Startup.CommandLine",
    ];
}
