namespace IncidentTraining.Web.Features.People;

/// <summary>The display names of the portal's rooms, for a class's records.</summary>
internal static class RoomWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["People"] = "The class, its members and those who left",
        ["Crews"] = "Crews set by staff, and the experience of trainees",
        ["Runs"] = "Lab runs: inputs, timelines, crews, recordings",
        ["Response"] = "Incidents: findings, updates, drafts",
        ["Assessment"] = "Results, impact analyses, debriefings",
        ["Paging"] = "On-call shifts and pages",
        ["Documents"] = "Documents with all versions and writers",
        ["Reviews"] = "Reviews, marks, comments, samples",
        ["Drills"] = "Communication drills: what was written",
        ["RunbookTrials"] = "Trials of runbooks",
        ["Quizzes"] = "Quiz attempts and answers",
        ["Schedule"] = "Run of the day and projector links",
    };

    /// <summary>The contents of a room; its name if there is no text for it.</summary>
    public static string Of(string room) => Words.GetValueOrDefault(room, room);
}
