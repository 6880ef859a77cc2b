namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The effort of one account's courses, in engine events. Unlike processor time they are the same on every machine, so that the size of an
/// account does not depend on where it is computed.
/// </summary>
/// <param name="progress">Receives the number of simulated courses and the total.</param>
internal sealed class Effort(Action<int, int> progress)
{
    /// <summary>
    /// The largest number of events per account: less than 20 seconds of one core on the machine used for <c>docs/measures.md</c>.
    /// </summary>
    public const long Most = 100_000_000;

    /// <summary>The largest number of events for finding the best known response, which comes before the lines.</summary>
    public const long MostForBest = Most / 3;

    private int _expected,
        _told;

    /// <summary>Events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Remaining events.</summary>
    public long Left => Math.Max(0, Most - Events);

    /// <summary>Courses so far, including those that were cut short.</summary>
    public int Courses { get; private set; }

    /// <summary>Announces how many courses will follow, as far as known.</summary>
    public void Expect(int further) => _expected = Courses + further;

    /// <summary>Counts a course.</summary>
    public Course Add(Course course)
    {
        Add(course.Events, 1);
        return course;
    }

    /// <summary>Counts courses.</summary>
    /// <param name="events">Their events.</param>
    /// <param name="courses">Their number.</param>
    public void Add(long events, int courses)
    {
        (Events, Courses) = (Events + events, Courses + courses);
        Tell(Math.Max(_expected, Courses));
    }

    /// <summary>Announces that no further course is needed.</summary>
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
