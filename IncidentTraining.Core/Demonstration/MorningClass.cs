using IncidentTraining.Core.People;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The people of the demonstration class, in the crews in which they work.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="DayId">Its training day.</param>
/// <param name="Crews">The trainees, crew by crew: the first commands, the second operates, the third communicates.</param>
/// <param name="Facilitator">Who runs the day.</param>
/// <param name="Instructors">Who grade: the first one first, the second one a second time.</param>
/// <param name="Names">Everyone's id by name.</param>
public sealed record MorningClass(
    Guid CohortId,
    string DayId,
    IReadOnlyList<IReadOnlyList<Actor>> Crews,
    Actor Facilitator,
    IReadOnlyList<Actor> Instructors,
    IReadOnlyDictionary<string, Actor> Names
)
{
    /// <summary>The trainees who are there besides the three of the sign-in page, in the order of the crews.</summary>
    public static IReadOnlyList<string> MoreTrainees { get; } =
    [
        "Maren Lindqvist",
        "Kwame Boateng",
        "Noor Haddad",
        "Lucía Ferrer",
        "Piotr Zielinski",
        "Hana Kobayashi",
        "Diego Almeida",
        "Aoife Brennan",
        "Ravi Menon",
    ];

    /// <summary>All trainees, in the order of the crews.</summary>
    public static IReadOnlyList<string> AllTrainees { get; } =
    [.. DemonstrationClass.People.Where(one => one.Role == nameof(ClassRole.Trainee)).Select(one => one.Name), .. MoreTrainees];

    /// <summary>The instructor who marks a second time.</summary>
    public const string SecondInstructor = "Olu Adeyemi";

    /// <summary>How many people a crew has.</summary>
    public const int CrewSize = 3;

    /// <summary>All trainees.</summary>
    public IEnumerable<Actor> Trainees => Crews.SelectMany(crew => crew);
}
