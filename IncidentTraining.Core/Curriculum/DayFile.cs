using System.Globalization;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>The contents of <c>day.yaml</c>: the ids of the pages in order.</summary>
internal sealed record DayFile(
    string File,
    string Id,
    int Number,
    string Title,
    string Summary,
    TimeOnly Starts,
    IReadOnlyList<PageReference> Opening,
    IReadOnlyList<SessionEntry> Sessions,
    IReadOnlyList<PageReference> Closing,
    IReadOnlyList<GroupEntry> Groups
)
{
    /// <summary>Alternative plans with other times for the same pages.</summary>
    internal IReadOnlyList<PlanFile> Plans { get; private init; } = [];

    /// <summary>Labs outside the plan that can be started at any time.</summary>
    internal IReadOnlyList<PageReference> Practice { get; private init; } = [];

    /// <summary>Which incidents page the people on call.</summary>
    internal OnCallPlan OnCall { get; private init; } = OnCallPlan.None;

    internal static DayFile Read(ContentFile file)
    {
        var root = file.Yaml();
        var day = new DayFile(
            file.Path,
            root.Required("id"),
            root.Int("number", 1, 999),
            root.Required("title"),
            root.Text("summary") ?? "",
            ReadStart(root, "starts"),
            ReadReferences(root, "opening"),
            [.. root.RequiredMaps("sessions").Select(ReadSession)],
            ReadReferences(root, "closing"),
            []
        )
        {
            Plans = [.. root.Maps("plans").Select(ReadPlan)],
            OnCall = OnCallPlan.Read(file, root),
            Practice = ReadReferences(root, "practice"),
        };
        var folder = file.Path.Split('/')[1];
        if (day.Id.Length > 0 && day.Id != folder)
        {
            root.Report(
                "id",
                $"The id '{day.Id}' differs from the folder '{folder}'",
                "Give both the same name: it is part of every address"
            );
        }

        return day;
    }

    private static PlanFile ReadPlan(YamlMap plan)
    {
        var id = plan.Required("id");
        if (id.Length > 0 && !CurriculumPage.IdForm().IsMatch(id))
        {
            plan.Report("id", $"The id '{id}' cannot be part of an address", "Use lowercase letters, digits and hyphens only");
        }

        return new PlanFile(
            id,
            plan.Required("title"),
            plan.Text("summary") ?? "",
            plan.Line,
            [
                .. plan.RequiredMaps("sessions")
                    .Select(session => new PlanSessionEntry(
                        new PageReference(session.Required("page"), session.LineOf("page")),
                        session.Required("title"),
                        session.Int("day", 1, 9),
                        ReadStart(session, "starts"),
                        [.. session.RequiredMaps("plan").Select(entry => ReadPlanEntry(entry, ownMinutes: true))]
                    )),
            ]
        );
    }

    private static TimeOnly ReadStart(YamlMap root, string key)
    {
        if (TimeOnly.TryParseExact(root.Required(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var starts))
        {
            return starts;
        }

        root.Report(key, $"'{key}' is not a time of day", "Write it as \"09:00\", in quotes");
        return default;
    }

    private static IReadOnlyList<PageReference> ReadReferences(YamlMap root, string key) =>
        [.. root.List(key).Select(value => new PageReference(value.AsText(), value.Line))];

    private static SessionEntry ReadSession(YamlMap session) =>
        new(
            new PageReference(session.Required("page"), session.LineOf("page")),
            [.. session.RequiredMaps("plan").Select(entry => ReadPlanEntry(entry, ownMinutes: false))]
        );

    private static PlanEntry ReadPlanEntry(YamlMap entry, bool ownMinutes)
    {
        var page = entry.Text("page");
        var pause = entry.Text("pause");
        var minutes = entry.OptionalInt("minutes", 1, 8 * 60);
        if (page is null == pause is null)
        {
            entry.File.Report(
                entry.Line,
                "An entry of the plan is neither a page nor a pause",
                "Give it either 'page: …' or 'pause: …' with 'minutes: …'"
            );
        }
        else if (pause is not null && minutes is null)
        {
            entry.Report("pause", $"The pause '{pause}' has no length", "Add 'minutes: …' to it");
        }
        else if (page is not null && minutes is not null && !ownMinutes)
        {
            entry.Report("minutes", "The minutes of a page are set in its own file", "Remove them here");
        }

        return new PlanEntry(page is null ? null : new PageReference(page, entry.LineOf("page")), pause, minutes ?? 0);
    }
}

/// <summary>A page reference by id, with its line in <c>day.yaml</c>.</summary>
internal sealed record PageReference(string Id, int Line);

/// <summary>A group of pages in a folder without a plan.</summary>
internal sealed record GroupEntry(string Title, IReadOnlyList<PageReference> Pages);

/// <summary>A session of <c>day.yaml</c>.</summary>
internal sealed record SessionEntry(PageReference Page, IReadOnlyList<PlanEntry> Plan);

/// <summary>One line of a session's plan: a page, or a pause with its length in minutes. A page without minutes here uses its
/// own.</summary>
internal sealed record PlanEntry(PageReference? Page, string? Pause, int Minutes);

/// <summary>Another plan of <c>day.yaml</c> for the same pages.</summary>
internal sealed record PlanFile(string Id, string Title, string Summary, int Line, IReadOnlyList<PlanSessionEntry> Sessions);

/// <summary>A session of another plan; its days count from 1.</summary>
internal sealed record PlanSessionEntry(PageReference Page, string Title, int Day, TimeOnly Starts, IReadOnlyList<PlanEntry> Plan);
