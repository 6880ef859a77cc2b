using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// The finished morning of the demonstration class: two labs by four crews, documents in every state with marks and comments, a quiz, a day
/// that has reached lunch, and two people on call. Everything is done through the portal's use cases, in chronological order, with a
/// separate clock.
/// </summary>
internal sealed class Morning(
    MorningClock clock,
    MorningDay day,
    MorningLabs labs,
    MorningDocuments documents,
    MorningGrading grading,
    MorningQuiz quiz,
    MarkRead markRead,
    TakeShift takeShift
)
{
    private static readonly TimeSpan BeforeTheDay = TimeSpan.FromMinutes(75);
    private static readonly TimeSpan WritingTakes = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan IntoLab = TimeSpan.FromMinutes(3);

    private static readonly IReadOnlyList<CrewPart> InLab1 =
    [
        new("missing-index", CrewStyle.Practised),
        new("pool-too-small", CrewStyle.Detour),
        new("slow-release", CrewStyle.Hasty),
        new("slow-host", CrewStyle.Stuck),
    ];

    private static readonly IReadOnlyList<CrewPart> InLab2 =
    [
        new("webhook-key", CrewStyle.Practised),
        new("gateway-erring", CrewStyle.Practised),
        new("rate-limited", CrewStyle.Detour),
        new("rejected-network", CrewStyle.Hasty),
    ];

    /// <summary>Plays the morning so that it ends now.</summary>
    /// <param name="people">The class.</param>
    /// <param name="administrator">The person who plans the class's day.</param>
    /// <param name="timeZone">The zone of the class.</param>
    /// <param name="now">The time at which the morning is over.</param>
    /// <param name="ct">Stops it between two steps.</param>
    /// <exception cref="MorningRefusedException">A step was refused.</exception>
    public async Task PlayAsync(MorningClass people, Actor administrator, string timeZone, DateTimeOffset now, CancellationToken ct)
    {
        var begins = day.BeginsAt(people.DayId, now);
        clock.Set(begins - BeforeTheDay);
        await day.PlanAsync(people, administrator, begins, timeZone, ct);
        await grading.AgreeAsync(people, ct);
        await quiz.TakeAsync(people, ct);
        await ReadAsync(people, begins, ct);

        var runs = new Dictionary<string, IReadOnlyList<Guid>>();
        clock.Set(begins + StartOf(people, MorningLabs.Lab1) + IntoLab);
        runs[MorningLabs.Lab1] = await labs.PlayAsync(people, MorningLabs.Lab1, Severity.P0, LabWords.Latency, InLab1, ct);
        clock.Set(begins + StartOf(people, MorningLabs.Lab2) + IntoLab);
        runs[MorningLabs.Lab2] = await labs.PlayAsync(people, MorningLabs.Lab2, Severity.P1, LabWords.Payments, InLab2, ct);

        clock.Set(now - WritingTakes);
        await grading.RunAsync(people, await documents.WriteAsync(people, runs, ct), ct);
        await day.RunAsync(people, begins, ct);
        clock.Set(now - TimeSpan.FromMinutes(8));
        await quiz.BeginAsync(people, ct);

        clock.Set(now - TimeSpan.FromMinutes(5));
        (
            await takeShift.RunAsync(
                people.Facilitator,
                new(
                    people.CohortId,
                    people.Crews[0][0].PersonId,
                    people.Crews[0][1].PersonId,
                    WindowMinutes: 90,
                    EscalateAfterMinutes: 5,
                    Note: "Lunch time: the pager rings at most once. Acknowledge first, eat later."
                ),
                ct
            )
        ).Of("Taking a shift");
    }

    private TimeSpan StartOf(MorningClass people, string lab) =>
        TimeSpan.FromMinutes(day.Activities(people.DayId).TakeWhile(activity => activity.Id != lab).Sum(activity => activity.Minutes));

    /// <summary>Marks the pages before the first lab as read; people further back have read less.</summary>
    private async Task ReadAsync(MorningClass people, DateTimeOffset begins, CancellationToken ct)
    {
        clock.Set(begins);
        string[] pages = ["objectives", "lecture-incident-response-principles", "severity-levels", "response-phases", "key-concepts"];
        foreach (var (place, trainee) in people.Trainees.Index())
        {
            foreach (var page in pages.Take(pages.Length - place % 3))
            {
                clock.Advance(TimeSpan.FromSeconds(50));
                (await markRead.RunAsync(trainee, people.DayId, page, ct)).Of("Marking a page as read");
            }
        }
    }
}
