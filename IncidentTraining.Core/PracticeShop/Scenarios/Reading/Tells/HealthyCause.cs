using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>
/// Reads what distinguishes a healthy system from a root cause: it repairs nothing, and lists the views that show that no customer is
/// harmed.
/// </summary>
static class HealthyCause
{
    static readonly string[] Repairs = ["mitigations", "equivalent-repairs", "expert-run"];

    /// <summary>Reports contradictions to a cause's diagnosis, and returns whether it is a healthy system.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="diagnosis">Its diagnosis; null when it has none.</param>
    public static bool Check(YamlMap cause, IReadOnlyList<TrueFault>? diagnosis)
    {
        var shownBy = cause.Texts("shown-by");
        if (diagnosis is not { Count: 0 })
        {
            if (shownBy.Count > 0)
                cause.Report(
                    "shown-by",
                    "Only a healthy system has views that show that no customer is harmed",
                    "Write 'diagnosis: []' if nothing is wrong, or remove 'shown-by'"
                );
            return false;
        }

        foreach (var key in Repairs.Where(key => cause.Maps(key).Count > 0))
            cause.Report(
                key,
                $"A healthy system has '{key}', although there is nothing to repair",
                "Leave it out, or say in 'diagnosis' what failed"
            );
        var path = cause.Map("evidence-path");
        if (path is not null && path.Maps("repair").Count + path.Maps("first").Count > 0)
            path.Report(
                "repair",
                "The evidence path of a healthy system repairs something",
                "Remove 'first' and 'repair': it ends with its conclusion"
            );
        if (shownBy.Count == 0)
            cause.Report(
                "shown-by",
                "Nothing says which views show that no customer is harmed",
                "Add a line such as 'shown-by: [dashboard, payments]'"
            );
        List<string> looked = [.. path?.Maps("looks").Select(look => look.Text("view") ?? "") ?? []];
        foreach (var view in shownBy.Where(view => path is not null && !looked.Contains(view)))
            cause.Report("shown-by", $"The evidence path has no look at '{view}'", "Name views of its looks");
        return true;
    }
}
