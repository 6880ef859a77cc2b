using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>Which incidents page the people on call of a class, in addition to the labs of the day.</summary>
/// <param name="Scenarios">Ids of scenarios that only the pager draws.</param>
/// <param name="FalseAlarmPercent">Share of pages, in per cent, for a shop in which no customer is harmed.</param>
/// <param name="Minutes">The time for each on-call incident, whichever scenario is drawn, so that the clock reveals nothing.</param>
/// <param name="Line">Its line in the day's file.</param>
/// <param name="File">The day's file.</param>
public sealed record OnCallPlan(IReadOnlyList<string> Scenarios, int FalseAlarmPercent, int Minutes, int Line, string File)
{
    /// <summary>The default share of false alarms: about one in three.</summary>
    public const int UsualFalseAlarmPercent = 33;

    /// <summary>The default time.</summary>
    public const int UsualMinutes = 60;

    /// <summary>A day without an on-call section: people are paged for its labs.</summary>
    public static OnCallPlan None { get; } = new([], UsualFalseAlarmPercent, UsualMinutes, 1, "");

    internal static OnCallPlan Read(ContentFile file, YamlMap root) =>
        root.Map("on-call") is not { } map
            ? None
            : new(
                map.Texts("scenarios"),
                map.OptionalInt("false-alarm-percent", 0, 100) ?? UsualFalseAlarmPercent,
                map.OptionalInt("minutes", 5, 8 * 60) ?? UsualMinutes,
                map.LineOf("scenarios"),
                file.Path
            );
}
