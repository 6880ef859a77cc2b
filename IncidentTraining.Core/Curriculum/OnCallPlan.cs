using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum;

/// <summary>What people of a class are paged for when they are on call, beside the labs of the day.</summary>
/// <param name="Scenarios">Ids of scenarios that only the pager draws.</param>
/// <param name="FalseAlarmPercent">How many of a hundred pages are for a shop in which no customer is harmed.</param>
/// <param name="Minutes">The time for each on-call incident, whichever scenario is drawn, so that the clock tells nothing.</param>
/// <param name="Line">The line of the day's file on which it is.</param>
/// <param name="File">The day's file.</param>
public sealed record OnCallPlan(IReadOnlyList<string> Scenarios, int FalseAlarmPercent, int Minutes, int Line, string File)
{
    /// <summary>The share of false alarms unless the day says otherwise: about one in three.</summary>
    public const int UsualFalseAlarmPercent = 33;

    /// <summary>The time unless the day says otherwise.</summary>
    public const int UsualMinutes = 60;

    /// <summary>A day that says nothing about being on call: its labs are what people are paged for.</summary>
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
