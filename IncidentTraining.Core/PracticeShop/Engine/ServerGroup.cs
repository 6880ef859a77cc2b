namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>Some servers with one line before them: the queue of queueing theory, first come, first served.</summary>
sealed class ServerGroup(int servers)
{
    readonly LongQueue _waiting = new();

    /// <summary>Servers that are occupied.</summary>
    public int Busy { get; private set; }

    /// <summary>Subjects in line.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Occupies a free server, or puts the subject into the line.</summary>
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

    /// <summary>Frees a server, or hands it to the next in line.</summary>
    /// <param name="subject">Who has the server now.</param>
    /// <returns>Whether there was one in line.</returns>
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
