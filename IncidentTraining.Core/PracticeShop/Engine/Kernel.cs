namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>A part of the shop that receives events.</summary>
interface IComponent
{
    /// <summary>Handles an event that the component has scheduled for itself.</summary>
    /// <param name="what">What happens, in the component's own terms.</param>
    /// <param name="subject">The object that it concerns.</param>
    void Handle(int what, long subject);
}

/// <summary>The virtual clock and the loop that executes events in order.</summary>
sealed class Kernel
{
    /// <summary>Microseconds in a second.</summary>
    public const long Second = 1_000_000;

    readonly EventQueue _queue = new();
    IComponent[] _components = new IComponent[32];
    int _count;

    /// <summary>Virtual time in microseconds since the start.</summary>
    public long Now { get; private set; }

    /// <summary>Number of events executed so far.</summary>
    public long Events { get; private set; }

    /// <summary>Registers a component; the returned number is its address for <see cref="Schedule"/>.</summary>
    public int Add(IComponent component)
    {
        if (_count == _components.Length)
            Array.Resize(ref _components, _count * 2);
        _components[_count] = component;
        return _count++;
    }

    /// <summary>Schedules an event after a delay of at least zero microseconds.</summary>
    public void Schedule(long delay, int component, int what, long subject = 0) => _queue.Add(Now + delay, component, what, subject);

    /// <summary>Executes all events that are due up to and including a time.</summary>
    public void RunTo(long until)
    {
        while (_queue.NextAt <= until)
        {
            var next = _queue.Take();
            Now = next.At;
            Events++;
            _components[next.Component].Handle(next.What, next.Subject);
        }
        Now = Math.Max(Now, until);
    }
}
