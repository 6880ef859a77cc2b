namespace IncidentTraining.Core.Assessment;

/// <summary>
/// What the courses of one account take, in events of the engine. Unlike processor time they are the same on every machine, so that what an
/// account has room for does not depend on where it is computed.
/// </summary>
/// <param name="progress">Hears how many courses of how many have been played.</param>
internal sealed class Effort(Action<int, int> progress)
{
    /// <summary>The most events of an account: less than 20 seconds of one core where <c>docs/measures.md</c> was measured.</summary>
    public const long Most = 100_000_000;

    /// <summary>The most events of the search for the best known response, which comes before the lines.</summary>
    public const long MostForBest = Most / 3;

    private int _expected,
        _told;

    /// <summary>Events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Events that are left.</summary>
    public long Left => Math.Max(0, Most - Events);

    /// <summary>Courses so far, those that were cut short included.</summary>
    public int Courses { get; private set; }

    /// <summary>Says how many courses will follow, as far as it is known.</summary>
    public void Expect(int further) => _expected = Courses + further;

    /// <summary>Counts a course.</summary>
    public Course Add(Course course)
    {
        Add(course.Events, 1);
        return course;
    }

    /// <summary>Counts courses.</summary>
    /// <param name="events">Their events.</param>
    /// <param name="courses">How many they are.</param>
    public void Add(long events, int courses)
    {
        (Events, Courses) = (Events + events, Courses + courses);
        Tell(Math.Max(_expected, Courses));
    }

    /// <summary>Says that no further course is needed.</summary>
    public void End()
    {
        if (_told > Courses)
        {
            Tell(Courses);
        }
    }

    private void Tell(int expected)
    {
        _told = expected;
        progress(Courses, expected);
    }
}
