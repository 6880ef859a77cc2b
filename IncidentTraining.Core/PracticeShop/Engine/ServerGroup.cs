namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>Servers with one queue: the model of queueing theory, first come, first served.</summary>
sealed class ServerGroup(int servers)
{
    readonly LongQueue _waiting = new();

    /// <summary>Number of busy servers.</summary>
    public int Busy { get; private set; }

    /// <summary>Subjects in line.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Occupies a free server, or queues the subject.</summary>
    /// <returns>Whether there was a free server.</returns>
    public bool Enter(long subject)
    {
        if (Busy < servers)
        {
            Busy++;
            return true;
        }
        _waiting.Enqueue(subject);
        return false;
    }

    /// <summary>Frees a server, or hands it to the next in the queue.</summary>
    /// <param name="subject">The new holder of the server.</param>
    /// <returns>Whether one was queued.</returns>
    public bool Next(out long subject)
    {
        if (_waiting.TryDequeue(out subject))
            return true;
        Busy--;
        return false;
    }

    /// <summary>Forgets everyone.</summary>
    public void Clear()
    {
        _waiting.Clear();
        Busy = 0;
    }
}
