using IncidentTraining.Core.People;

namespace IncidentTraining.Core.Demonstration;

/// <summary>Fills the empty demonstration class with a finished morning.</summary>
internal sealed class FillDemonstration(DemonstrationClass demonstration, Morning morning)
{
    /// <summary>Adds the people and plays the morning.</summary>
    /// <param name="now">The time at which the morning is over.</param>
    /// <param name="ct">Stops it between two steps.</param>
    /// <exception cref="MorningRefusedException">A step was refused.</exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var added = await demonstration.AddPeopleAsync(
            [.. MorningClass.MoreTrainees.Select(name => (name, ClassRole.Trainee)), (MorningClass.SecondInstructor, ClassRole.Instructor)],
            ct
        );
        var cohort = added.Of("Adding people to the demonstration class");
        var names = cohort.People.ToDictionary(one => one.Name, one => new Actor(one.PersonId, one.IsAdministrator));
        var people = new MorningClass(
            cohort.Id,
            cohort.DayId,
            [.. MorningClass.AllTrainees.Select(name => names[name]).Chunk(MorningClass.CrewSize)],
            names[Of(nameof(ClassRole.Facilitator))],
            [names[Of(nameof(ClassRole.Instructor))], names[MorningClass.SecondInstructor]],
            names
        );
        await morning.PlayAsync(people, names[Of("Administrator")], cohort.TimeZone, now, ct);
    }

    private static string Of(string role) => DemonstrationClass.People.First(one => one.Role == role).Name;
}
